package dev.requeststate.context;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * {@link RequestContext#with}: values that differ for a block.
 */
class DerivedContextTests {

	private final RequestContextFactory factory = RequestContextFactory.builder().build();

	private final List<String> destroyed = Collections.synchronizedList(new ArrayList<>());

	private final RequestLocal<String> user = RequestLocal.named("user");

	private final RequestLocal<String> client = RequestLocal.named("client", this.destroyed::add);

	@Test
	void anOverrideIsSeenInsideTheBlockAlone() {
		this.factory.run("block", () -> {
			this.user.set("ann");
			current().with(this.user, "admin").run(() -> assertThat(this.user.get()).isEqualTo("admin"));
			assertThat(this.user.get()).isEqualTo("ann");
		});
	}

	@Test
	void aBlockReturnsItsResultAndPassesItsExceptionOn() {
		this.factory.run("block", () -> {
			assertThat(current().with(this.user, "admin").<String, RuntimeException>call(this.user::get))
				.isEqualTo("admin");
			assertThat(current().with(this.user, "admin").<@Nullable String, RuntimeException>call(() -> null))
				.isNull();
			assertThatIllegalStateException().isThrownBy(() -> current().with(this.user, "admin").run(() -> {
				throw new IllegalStateException("in the block");
			})).withMessage("in the block");
			assertThat(this.user.getIfPresent()).isNull();
			assertThat(current()).isInstanceOf(RootContext.class);
		});
	}

	@Test
	void aDerivedContextIsTheSameRequest() {
		this.factory.run("block", () -> {
			RequestContext outer = current();
			outer.attributes().put("key", "value");
			outer.with(this.user, "admin").run(() -> {
				assertThat(current()).isNotSameAs(outer);
				assertThat(current().id()).isEqualTo(outer.id());
				assertThat(current().name()).isEqualTo("block");
				assertThat(current().openedAt()).isEqualTo(outer.openedAt());
				assertThat(current().origin()).isSameAs(outer.origin());
				assertThat(current().isOpen()).isTrue();
				assertThat(current().attributes()).isSameAs(outer.attributes());
				assertThat(current()).hasToString(outer.toString());
			});
		});
		assertThat(this.factory.opened()).isOne();
		assertThat(this.factory.closed()).isOne();
	}

	@Test
	void severalValuesAreOverriddenAndTheLastOneGivenForALocalCounts() {
		RequestLocal<String> locale = RequestLocal.named("locale");
		this.factory.run("block",
				() -> current().with(this.user, "first").with(locale, "de").with(this.user, "last").run(() -> {
					assertThat(this.user.get()).isEqualTo("last");
					assertThat(locale.get()).isEqualTo("de");
				}));
	}

	@Test
	void blocksNest() {
		RequestLocal<String> locale = RequestLocal.named("locale");
		this.factory.run("block", () -> current().with(this.user, "outer").with(locale, "de").run(() -> {
			current().with(this.user, "inner").run(() -> {
				assertThat(this.user.get()).isEqualTo("inner");
				assertThat(locale.get()).isEqualTo("de");
			});
			assertThat(this.user.get()).isEqualTo("outer");
		}));
	}

	@Test
	void overridesMayBeRunAgainAndEachRunIsFresh() {
		this.factory.run("block", () -> {
			ContextOverrides overrides = current().with(this.user, "admin");
			overrides.run(() -> this.user.set("changed"));
			overrides.run(() -> assertThat(this.user.get()).isEqualTo("admin"));
		});
	}

	@Test
	void whatIsMadeInsideTheBlockIsMadeWithTheParentCurrentAndStays() {
		RequestLocal<String> greeting = RequestLocal.withInitial("greeting", () -> "hello " + this.user.get());
		this.factory.run("block", () -> {
			this.user.set("ann");
			RequestContext parent = current();
			current().with(this.user, "admin").run(() -> {
				assertThat(greeting.get()).isEqualTo("hello ann");
				assertThat(this.user.get()).isEqualTo("admin");
				assertThat(current()).isNotSameAs(parent);
			});
			assertThat(greeting.getIfPresent()).isEqualTo("hello ann");
		});
	}

	@Test
	void inNestedBlocksAValueIsMadeWithTheContextThatHoldsItsParent() {
		RequestLocal<String> greeting = RequestLocal.withInitial("greeting", () -> "hello " + this.user.get());
		this.factory.run("block", () -> {
			this.user.set("ann");
			current().with(this.user, "outer")
				.run(() -> current().with(this.user, "inner")
					.run(() -> assertThat(greeting.get()).isEqualTo("hello ann")));
		});
	}

	@Test
	void settingAnOverriddenLocalInsideTheBlockChangesTheBlocksValue() {
		this.factory.run("block", () -> {
			this.client.set("parent's");
			current().with(this.client, "override").run(() -> {
				this.client.set("set inside");
				assertThat(this.destroyed).containsExactly("override");
			});
			assertThat(this.destroyed).containsExactly("override", "set inside");
			assertThat(this.client.get()).isEqualTo("parent's");
		});
		assertThat(this.destroyed).containsExactly("override", "set inside", "parent's");
	}

	@Test
	void anOverrideThatALaterOneReplacesIsDestroyedBeforeTheBlock() {
		this.factory.run("block", () -> {
			current().with(this.client, "first").with(this.client, "last").run(() -> {
				assertThat(this.client.get()).isEqualTo("last");
				assertThat(this.destroyed).containsExactly("first");
			});
			assertThat(this.destroyed).containsExactly("first", "last");
		});
	}

	@Test
	void settingAnotherLocalInsideTheBlockChangesTheRequestsValue() {
		this.factory.run("block", () -> {
			current().with(this.user, "admin").run(() -> this.client.set("set inside"));
			assertThat(this.client.get()).isEqualTo("set inside");
			assertThat(this.destroyed).isEmpty();
		});
		assertThat(this.destroyed).containsExactly("set inside");
	}

	@Test
	void removingAnOverriddenLocalInsideTheBlockDoesNotUncoverTheParents() {
		this.factory.run("block", () -> {
			this.client.set("parent's");
			current().with(this.client, "override").run(() -> {
				this.client.remove();
				assertThat(this.destroyed).containsExactly("override");
				assertThat(this.client.getIfPresent()).isNull();
			});
			assertThat(this.client.get()).isEqualTo("parent's");
		});
	}

	@Test
	void aRemovedOverrideIsMadeAgainForTheBlockAlone() {
		AtomicReference<RequestContext> madeIn = new AtomicReference<>();
		RequestLocal<String> local = RequestLocal.withInitial("local", () -> {
			madeIn.set(current());
			return "made";
		}, this.destroyed::add);
		this.factory.run("block", () -> {
			RequestContext parent = current();
			current().with(local, "override").run(() -> {
				local.remove();
				assertThat(local.get()).isEqualTo("made");
				local.onDestroy(() -> this.destroyed.add("callback"));
			});
			assertThat(madeIn).hasValue(parent);
			assertThat(this.destroyed).containsExactly("override", "callback", "made");
			assertThat(local.getIfPresent()).isNull();
		});
	}

	@Test
	void anOverrideIsDestroyedAtTheEndOfItsBlockByADeclaredDestroyer() {
		this.factory.run("block", () -> {
			current().with(this.client, "override").with(this.user, "admin").run(() -> {
				assertThat(this.client.get()).isEqualTo("override");
				assertThat(this.destroyed).isEmpty();
			});
			assertThat(this.destroyed).containsExactly("override");
		});
		assertThat(this.destroyed).containsExactly("override");
	}

	@Test
	void aValueWithoutADestroyerIsLeftAlone() {
		RequestLocal<AutoCloseable> resource = RequestLocal.named("resource");
		this.factory.run("block",
				() -> current().with(resource, () -> this.destroyed.add("closed")).run(resource::get));
		assertThat(this.destroyed).isEmpty();
	}

	@Test
	void aLeaseTakenInTheBlockKeepsItsValues() {
		this.factory.run("block", () -> {
			AtomicReference<@Nullable Lease> taken = new AtomicReference<>();
			current().with(this.client, "override").run(() -> taken.set(current().lease()));
			assertThat(this.destroyed).isEmpty();
			Lease lease = Objects.requireNonNull(taken.get());
			try (Binding binding = lease.bind()) {
				assertThat(this.client.get()).isEqualTo("override");
			}
			lease.close();
			assertThat(this.destroyed).containsExactly("override");
		});
	}

	@Test
	void aLeaseTakenInTheBlockKeepsTheRequestOpen() {
		AtomicReference<@Nullable Lease> taken = new AtomicReference<>();
		this.factory.run("block", () -> {
			this.client.set("parent's");
			current().with(this.client, "override").run(() -> taken.set(current().lease()));
		});
		assertThat(this.factory.closed()).isZero();
		assertThat(this.destroyed).isEmpty();
		Objects.requireNonNull(taken.get()).close();
		assertThat(this.destroyed).containsExactly("override", "parent's");
		assertThat(this.factory.closed()).isOne();
	}

	@Test
	void aContextKeptFromABlockNeverReadsTheParentsValuesInstead() {
		RequestLocal<String> other = RequestLocal.withInitial("other", () -> "made");
		this.factory.run("block", () -> {
			this.user.set("ann");
			AtomicReference<@Nullable RequestContext> kept = new AtomicReference<>();
			current().with(this.user, "admin").run(() -> {
				kept.set(current());
				// Left bound by mistake.
				Binding leaked = current().bind();
				assertThat(leaked).isNotNull();
			});
			SlotContext ended = (SlotContext) Objects.requireNonNull(kept.get());
			assertThat(ended.isOpen()).isFalse();
			assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(ended::bind);
			assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(ended::lease);
			assertThatExceptionOfType(RequestContextClosedException.class)
				.isThrownBy(() -> ended.with(this.user, "again").run(() -> {
				}));
			try (Binding binding = NextFrame.open(ended, null, null)) {
				for (RequestLocal<String> local : List.of(this.user, other)) {
					assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(local::get);
					assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(local::getIfPresent);
					assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(() -> local.set("x"));
					assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(local::remove);
					assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(local::take);
					assertThatExceptionOfType(RequestContextClosedException.class)
						.isThrownBy(() -> local.computeIfAbsent(() -> "x"));
					assertThatExceptionOfType(RequestContextClosedException.class)
						.isThrownBy(() -> local.onDestroy(() -> {
						}));
				}
			}
			assertThat(this.user.get()).isEqualTo("ann");
		});
	}

	@Test
	void theErrorAfterABlockSaysThatTheBlockHasEndedAndNotTheRequest() {
		this.factory.run("block", () -> {
			AtomicReference<@Nullable RequestContext> kept = new AtomicReference<>();
			current().with(this.user, "admin").run(() -> kept.set(current()));
			RequestContext ended = Objects.requireNonNull(kept.get());
			assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(ended::lease)
				.withMessageContainingAll("take a lease", current().id(), "(block)",
						"has ended on thread '" + Thread.currentThread().getName() + "'", "a lease, taken inside it")
				.withMessageNotContaining("was closed");
		});
	}

	@Test
	void isTheSameRequestAsItsParentAndAnotherContextIsNot() {
		this.factory.run("outer", () -> {
			RequestContext outer = current();
			outer.with(this.user, "block").run(() -> {
				RequestContext derived = current();
				assertThat(derived).isNotSameAs(outer);
				assertThat(derived.isSameRequest(outer)).isTrue();
				assertThat(outer.isSameRequest(derived)).isTrue();
				outer.with(this.user, "other").run(() -> assertThat(current().isSameRequest(derived)).isTrue());
				this.factory.run("inner", () -> assertThat(current().isSameRequest(derived)).isFalse());
			});
		});
	}

	@Test
	void aBlockInAClosedRequestIsAnError() {
		RequestContext context = this.factory.call("over", RequestContext::current);
		ContextOverrides overrides = context.with(this.client, "value");
		assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(() -> overrides.run(() -> {
		}));
		assertThat(this.destroyed).isEmpty();
	}

	@Test
	@SuppressWarnings({ "NullAway", "DataFlowIssue" }) // on purpose
	void nullIsNoOverride() {
		this.factory.run("block", () -> {
			assertThatNullPointerException().isThrownBy(() -> current().with(this.user, null))
				.withMessage("'value' must not be null");
			assertThatNullPointerException().isThrownBy(() -> current().with(null, "value"))
				.withMessage("'local' must not be null");
		});
	}

	private static RequestContext current() {
		return RequestContext.current();
	}

	@Test
	void theSameRequestAsNoneIsRefused() {
		this.factory.run("outer",
				() -> assertThatNullPointerException().isThrownBy(() -> current().isSameRequest(none()))
					.withMessage("'other' must not be null"));
	}

	@SuppressWarnings("NullAway") // on purpose
	private static RequestContext none() {
		return null;
	}

}
