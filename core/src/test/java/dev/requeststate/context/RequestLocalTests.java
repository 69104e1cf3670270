package dev.requeststate.context;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Reading, setting and removing values in one request, on one thread.
 */
class RequestLocalTests {

	private final RequestContextFactory factory = RequestContextFactory.builder().build();

	private final List<String> destroyed = new ArrayList<>();

	private final AtomicInteger made = new AtomicInteger();

	private final RequestLocal<String> initial = RequestLocal.withInitial("initial",
			() -> "made " + this.made.incrementAndGet(), this.destroyed::add);

	private final RequestLocal<String> named = RequestLocal.named("named", this.destroyed::add);

	@Test
	void theInitialValueIsMadeOnceForEachContext() {
		for (int i = 1; i <= 2; i++) {
			String expected = "made " + i;
			this.factory.run("request", () -> {
				assertThat(this.initial.get()).isEqualTo(expected).isSameAs(this.initial.get());
				assertThat(this.initial.getIfPresent()).isEqualTo(expected);
			});
		}
		assertThat(this.destroyed).containsExactly("made 1", "made 2");
	}

	@Test
	void lookingWhetherThereIsAValueMakesNone() {
		this.factory.run("request", () -> assertThat(this.initial.getIfPresent()).isNull());
		assertThat(this.made).hasValue(0);
		assertThat(this.destroyed).isEmpty();
	}

	@Test
	void aValueThatWasSetComesBeforeTheInitialOne() {
		this.factory.run("request", () -> {
			this.initial.set("set");
			assertThat(this.initial.get()).isEqualTo("set");
		});
		assertThat(this.made).hasValue(0);
		assertThat(this.destroyed).containsExactly("set");
	}

	@Test
	void aReplacedValueIsDestroyedWhenItIsReplaced() {
		this.factory.run("request", () -> {
			this.named.set("old");
			this.named.set("new");
			assertThat(this.destroyed).containsExactly("old");
			assertThat(this.named.get()).isEqualTo("new");
		});
		assertThat(this.destroyed).containsExactly("old", "new");
	}

	@Test
	void settingTheSameInstanceAgainDestroysNothing() {
		String value = "value";
		this.factory.run("request", () -> {
			this.named.set(value);
			this.named.set(value);
			assertThat(this.destroyed).isEmpty();
		});
		assertThat(this.destroyed).containsExactly("value");
	}

	@Test
	void aRemovedValueIsDestroyedAndTheNextReadMakesANewOne() {
		this.factory.run("request", () -> {
			this.initial.get();
			this.initial.remove();
			assertThat(this.destroyed).containsExactly("made 1");
			assertThat(this.initial.getIfPresent()).isNull();
			assertThat(this.initial.get()).isEqualTo("made 2");
		});
		assertThat(this.destroyed).containsExactly("made 1", "made 2");
	}

	@Test
	void removingOrTakingWhereThereIsNothingHasNoEffect() {
		this.factory.run("request", () -> {
			this.named.remove();
			assertThat(this.named.take()).isNull();
		});
		assertThat(this.destroyed).isEmpty();
	}

	@Test
	void aTakenValueIsTheCallersAndIsNotDestroyed() {
		this.factory.run("request", () -> {
			this.initial.get();
			assertThat(this.initial.take()).isEqualTo("made 1");
			assertThat(this.initial.getIfPresent()).isNull();
		});
		assertThat(this.destroyed).isEmpty();
	}

	@Test
	void withoutAnInitialValueReadingWhatWasNotSetIsAnErrorThatSaysWhatToDo() {
		this.factory.run("GET /cart",
				() -> assertThatExceptionOfType(MissingValueException.class).isThrownBy(this.named::get)
					.withMessageContainingAll("request local 'named'", "(GET /cart)", "Set it before it is read",
							"RequestLocal.withInitial"));
	}

	@Test
	void computeIfAbsentMakesAValueOnTheTermsOfAnInitialOne() {
		this.factory.run("request", () -> {
			assertThat(this.named.computeIfAbsent(() -> "computed")).isEqualTo("computed");
			assertThat(this.named.computeIfAbsent(() -> "again")).isEqualTo("computed");
			assertThat(this.named.get()).isEqualTo("computed");
			assertThat(this.initial.computeIfAbsent(() -> "instead")).isEqualTo("instead");
			assertThat(this.initial.get()).isEqualTo("instead");
		});
		assertThat(this.destroyed).containsExactly("instead", "computed");
		assertThat(this.made).hasValue(0);
	}

	@Test
	@SuppressWarnings({ "NullAway", "DataFlowIssue" }) // on purpose
	void anInitialValueOfNullIsAnErrorAndLeavesNothing() {
		RequestLocal<String> nothing = RequestLocal.withInitial("nothing", () -> null);
		this.factory.run("request", () -> {
			assertThatNullPointerException().isThrownBy(nothing::get)
				.withMessage("The initial value of request local 'nothing' must not be null");
			assertThatNullPointerException().isThrownBy(() -> this.named.computeIfAbsent(() -> null))
				.withMessage("The initial value of request local 'named' must not be null");
			assertThat(nothing.getIfPresent()).isNull();
			assertThat(this.named.computeIfAbsent(() -> "value")).isEqualTo("value");
		});
	}

	@Test
	void anInitialValueThatThrowsLeavesNothingAndTheNextReadTriesAgain() {
		RequestLocal<String> flaky = RequestLocal.withInitial("flaky", () -> {
			if (this.made.incrementAndGet() == 1) {
				RequestContext.current().bind(); // left open
				throw new IllegalStateException("first");
			}
			return "second";
		}, this.destroyed::add);
		this.factory.run("request", () -> {
			Binding before = CurrentFrame.current();
			assertThatIllegalStateException().isThrownBy(flaky::get).withMessage("first");
			assertThat(CurrentFrame.current()).isSameAs(before);
			assertThat(flaky.getIfPresent()).isNull();
			assertThat(flaky.get()).isEqualTo("second");
		});
		assertThat(this.destroyed).containsExactly("second");
	}

	@Test
	void anInitialValueThatSetsTheLocalKeepsWhatItSetAndDestroysWhatItReturned() {
		RequestLocal<String> eager = RequestLocal.named("eager", this.destroyed::add);
		this.factory.run("request", () -> {
			assertThat(eager.computeIfAbsent(() -> {
				eager.set("set");
				assertThat(eager.get()).isEqualTo("set");
				return "returned";
			})).isEqualTo("set");
			assertThat(this.destroyed).containsExactly("returned");
		});
		assertThat(this.destroyed).containsExactly("returned", "set");
	}

	@Test
	void manyLocalsKeepTheirValuesApart() {
		List<RequestLocal<Integer>> locals = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			locals.add(RequestLocal.named("same name"));
		}
		this.factory.run("request", () -> {
			for (int i = locals.size() - 1; i >= 0; i -= 3) {
				locals.get(i).set(i);
			}
			for (int i = 0; i < locals.size(); i++) {
				assertThat(locals.get(i).getIfPresent()).isEqualTo(((locals.size() - 1 - i) % 3 == 0) ? i : null);
			}
		});
	}

	@Test
	void aLocalIsCalledByItsName() {
		assertThat(this.named.name()).isEqualTo("named");
		assertThat(this.named).hasToString("request local 'named'");
	}

	@Test
	@SuppressWarnings({ "NullAway", "DataFlowIssue" }) // on purpose
	void nullArgumentsAreRefusedByName() {
		assertThatNullPointerException().isThrownBy(() -> RequestLocal.named(null))
			.withMessage("'name' must not be null");
		assertThatNullPointerException().isThrownBy(() -> RequestLocal.named("x", null))
			.withMessage("'destroyer' must not be null");
		assertThatNullPointerException().isThrownBy(() -> RequestLocal.withInitial("x", null))
			.withMessage("'initial' must not be null");
		assertThatNullPointerException().isThrownBy(() -> RequestLocal.withInitial("x", () -> "x", null))
			.withMessage("'destroyer' must not be null");
		assertThatNullPointerException().isThrownBy(() -> this.named.set(null)).withMessage("'value' must not be null");
		assertThatNullPointerException().isThrownBy(() -> this.named.computeIfAbsent(null))
			.withMessage("'supplier' must not be null");
		assertThatNullPointerException().isThrownBy(() -> this.named.onDestroy(null))
			.withMessage("'action' must not be null");
		assertThatNullPointerException().isThrownBy(() -> this.named.proxy(null))
			.withMessage("'type' must not be null");
	}

}
