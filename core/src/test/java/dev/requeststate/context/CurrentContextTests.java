package dev.requeststate.context;

import java.io.IOException;
import java.util.Collections;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Which context is current, and opening one for a job.
 */
class CurrentContextTests {

	@Test
	void withoutAContextThereIsAnErrorThatNamesTheThreadAndTheRemedies() {
		assertThatExceptionOfType(NoRequestContextException.class).isThrownBy(RequestContext::current)
			.withMessageContainingAll("There is no request context for RequestContext.current()",
					"on thread '" + Thread.currentThread().getName() + "'", "RequestContext.current().lease()",
					"RequestContext.run(", "a test");
		assertThat(RequestContext.currentOrNull()).isNull();
	}

	@Test
	void withoutAContextALocalNamesItself() {
		RequestLocal<String> cart = RequestLocal.withInitial("cart", () -> "cart");
		for (Runnable use : new Runnable[] { cart::get, cart::getIfPresent, cart::remove, cart::take,
				() -> cart.set("x"), () -> cart.computeIfAbsent(() -> "x"), () -> cart.onDestroy(() -> {
				}) }) {
			assertThatExceptionOfType(NoRequestContextException.class).isThrownBy(use::run)
				.withMessageContaining("request local 'cart'");
		}
	}

	@Test
	void aJobHasAContextWhileItRunsAndNoneAfterwards() {
		RequestContext.run("job", () -> {
			assertThat(RequestContext.current().name()).isEqualTo("job");
			assertThat(RequestContext.current()).isSameAs(RequestContext.currentOrNull());
			assertThat(RequestContext.current().isOpen()).isTrue();
			assertThat(RequestContext.current().id()).matches("[0-9a-f]{16}");
			assertThat(RequestContext.current()).hasToString("request " + RequestContext.current().id() + " (job)");
		});
		assertThat(RequestContext.currentOrNull()).isNull();
	}

	@Test
	void aJobThatOutlivesWhatHasBegunItHasAContextOfItsOwn() {
		try (Lease request = RequestContextFactory.builder().build().open(() -> "GET /import")) {
			Lease job = request.call(() -> RequestContext.detached(() -> "import"));
			request.close();
			assertThat(job.<String, RuntimeException>call(() -> RequestContext.current().name())).isEqualTo("import");
			job.close();
			assertThat(job.context().isOpen()).isFalse();
		}
	}

	@Test
	void aJobReturnsItsResultWhichMayBeNull() {
		assertThat(RequestContext.<String, RuntimeException>call("job", () -> "result")).isEqualTo("result");
		assertThat(RequestContext.<@Nullable String, RuntimeException>call("job", () -> null)).isNull();
	}

	@Test
	void aJobThatFailsPassesItsExceptionOnAndLeavesNothingBound() {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> RequestContext.call("job", () -> {
			throw new IOException("disk");
		})).withMessage("disk");
		assertThatIllegalStateException().isThrownBy(() -> RequestContext.run("job", () -> {
			throw new IllegalStateException("broken");
		})).withMessage("broken");
		assertThat(RequestContext.currentOrNull()).isNull();
	}

	@Test
	void aJobInsideARequestIsSeparateAndHidesTheRequestUntilItEnds() {
		RequestLocal<String> local = RequestLocal.withInitial("local",
				() -> "made in " + RequestContext.current().name());
		RequestContext.run("outer", () -> {
			RequestContext outer = RequestContext.current();
			assertThat(local.get()).isEqualTo("made in outer");
			RequestContext.run("inner", () -> {
				assertThat(RequestContext.current()).isNotSameAs(outer);
				assertThat(RequestContext.current().id()).isNotEqualTo(outer.id());
				assertThat(local.getIfPresent()).isNull();
				assertThat(local.get()).isEqualTo("made in inner");
			});
			assertThat(RequestContext.current()).isSameAs(outer);
			assertThat(local.get()).isEqualTo("made in outer");
		});
	}

	@Test
	void theEndOfAnInnerJobIsNotTheEndOfTheOuterOne() {
		RequestContext.run("outer", () -> {
			RequestContext.run("inner", () -> {
			});
			assertThat(RequestContext.current().isOpen()).isTrue();
		});
	}

	@Test
	void attributesBelongToTheRequestAndTakeNoNull() {
		RequestContext.run("first", () -> {
			RequestContext.current().attributes().put("key", "value");
			assertThat(RequestContext.current().attributes()).containsEntry("key", "value").hasSize(1);
			assertThatNullPointerException()
				.isThrownBy(() -> RequestContext.current().attributes().putAll(Collections.singletonMap("key", null)));
		});
		RequestContext.run("second", () -> assertThat(RequestContext.current().attributes()).isEmpty());
		RequestContext closed = RequestContext.call("third", RequestContext::current);
		assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(closed::attributes);
	}

	@Test
	@SuppressWarnings({ "NullAway", "DataFlowIssue" }) // on purpose
	void aJobNeedsAName() {
		assertThatNullPointerException().isThrownBy(() -> RequestContext.run(null, () -> {
		})).withMessage("'name' must not be null");
	}

}
