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

/**
 * {@link RequestLocal#onDestroy}.
 */
class DestructionCallbackTests {

	private final RequestContextFactory factory = RequestContextFactory.builder().build();

	private final List<String> events = Collections.synchronizedList(new ArrayList<>());

	@Test
	void callbacksRunTheLatestFirstAndBeforeTheDestroyer() {
		RequestLocal<String> local = RequestLocal.withInitial("local", () -> "value",
				(value) -> this.events.add("destroyer of " + value));
		this.factory.run("callbacks", () -> {
			local.get();
			local.onDestroy(() -> this.events.add("first"));
			local.onDestroy(() -> this.events.add("second"));
			assertThat(this.events).isEmpty();
		});
		assertThat(this.events).containsExactly("second", "first", "destroyer of value");
	}

	@Test
	void aCallbackRunsWithItsContextCurrent() {
		RequestLocal<String> local = RequestLocal.withInitial("local", () -> "value");
		AtomicReference<@Nullable String> seen = new AtomicReference<>();
		String id = this.factory.call("callbacks", () -> {
			local.get();
			local.onDestroy(() -> seen.set(RequestContext.current().id()));
			return RequestContext.current().id();
		});
		assertThat(seen).hasValue(id);
	}

	@Test
	void aMakerRegistersACallbackForTheValueItIsMaking() {
		AtomicReference<@Nullable RequestLocal<String>> itself = new AtomicReference<>();
		RequestLocal<String> local = RequestLocal.withInitial("local", () -> {
			Objects.requireNonNull(itself.get()).onDestroy(() -> this.events.add("destroyed"));
			return "value";
		});
		itself.set(local);
		this.factory.run("callbacks", () -> {
			local.get();
			local.remove();
			assertThat(this.events).containsExactly("destroyed");
		});
		assertThat(this.events).containsExactly("destroyed");
	}

	@Test
	void callbacksOfAValueThatCouldNotBeMadeRunAtOnce() {
		AtomicReference<@Nullable RequestLocal<String>> itself = new AtomicReference<>();
		RequestLocal<String> local = RequestLocal.withInitial("local", () -> {
			Objects.requireNonNull(itself.get()).onDestroy(() -> this.events.add("undone"));
			throw new IllegalStateException("half way");
		});
		itself.set(local);
		this.factory.run("callbacks", () -> {
			assertThatIllegalStateException().isThrownBy(local::get).withMessage("half way");
			assertThat(this.events).containsExactly("undone");
		});
		assertThat(this.events).containsExactly("undone");
	}

	@Test
	void callbacksGoWithAReplacedValue() {
		RequestLocal<String> local = RequestLocal.named("local");
		this.factory.run("callbacks", () -> {
			local.set("old");
			local.onDestroy(() -> this.events.add("old"));
			local.set("new");
			assertThat(this.events).containsExactly("old");
			local.onDestroy(() -> this.events.add("new"));
		});
		assertThat(this.events).containsExactly("old", "new");
	}

	@Test
	void settingTheSameValueAgainKeepsItsCallbacks() {
		RequestLocal<String> local = RequestLocal.named("local");
		String value = "value";
		this.factory.run("callbacks", () -> {
			local.set(value);
			local.onDestroy(() -> this.events.add("destroyed"));
			local.set(value);
			assertThat(this.events).isEmpty();
		});
		assertThat(this.events).containsExactly("destroyed");
	}

	@Test
	void callbacksOfATakenValueNeverRun() {
		RequestLocal<String> local = RequestLocal.named("local");
		this.factory.run("callbacks", () -> {
			local.set("value");
			local.onDestroy(() -> this.events.add("destroyed"));
			assertThat(local.take()).isEqualTo("value");
		});
		assertThat(this.events).isEmpty();
	}

	@Test
	void withoutAValueThereIsNothingToFollow() {
		RequestLocal<String> local = RequestLocal.named("nothing");
		this.factory.run("callbacks",
				() -> assertThatExceptionOfType(MissingValueException.class)
					.isThrownBy(() -> local.onDestroy(() -> this.events.add("never")))
					.withMessageContaining("request local 'nothing'"));
		assertThat(this.events).isEmpty();
	}

	@Test
	void aValueThatIsGoneCannotBeFollowed() {
		RequestLocal<String> local = RequestLocal.named("gone");
		this.factory.run("callbacks", () -> {
			local.set("value");
			local.remove();
			assertThatExceptionOfType(MissingValueException.class)
				.isThrownBy(() -> local.onDestroy(() -> this.events.add("never")))
				.withMessageContaining("request local 'gone'");
		});
		assertThat(this.events).isEmpty();
	}

	@Test
	void aTaskThatOutlivesTheMakingReachesTheFinishedValue() {
		AtomicReference<@Nullable Lease> takenWhileMaking = new AtomicReference<>();
		RequestLocal<String> local = RequestLocal.withInitial("local", () -> {
			takenWhileMaking.set(RequestContext.current().lease());
			return "value";
		});
		this.factory.run("callbacks", () -> {
			local.get();
			try (Lease lease = Objects.requireNonNull(takenWhileMaking.get()); Binding binding = lease.bind()) {
				local.onDestroy(() -> this.events.add("destroyed"));
			}
		});
		assertThat(this.events).containsExactly("destroyed");
	}

	@Test
	void aCallbackInAnotherContextIsNotForTheValueThatThisOneIsMaking() {
		AtomicReference<@Nullable RequestLocal<String>> itself = new AtomicReference<>();
		RequestLocal<String> local = RequestLocal.withInitial("local", () -> {
			this.factory.run("another", () -> {
				RequestLocal<String> same = Objects.requireNonNull(itself.get());
				same.set("value of the other");
				same.onDestroy(() -> this.events.add("destroyed in " + RequestContext.current().name()));
			});
			return "value";
		});
		itself.set(local);
		this.factory.run("one", local::get);
		assertThat(this.events).containsExactly("destroyed in another");
	}

}
