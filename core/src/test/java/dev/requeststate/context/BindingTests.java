package dev.requeststate.context;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Making a context current on a thread, and what remains when it no longer is.
 */
class BindingTests {

	private final RequestContextFactory factory = RequestContextFactory.builder().build();

	private final Lease one = this.factory.open(() -> "one");

	private final Lease two = this.factory.open(() -> "two");

	private final ExecutorService pool = Executors.newSingleThreadExecutor();

	@BeforeEach
	void nothingIsBound() {
		assertThat(RequestContext.currentOrNull()).isNull();
	}

	@AfterEach
	void close() throws InterruptedException {
		this.one.close();
		this.two.close();
		CurrentFrame.restore(null);
		this.pool.shutdownNow();
		assertThat(this.pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void closingMakesCurrentWhatWasCurrentBefore() {
		try (Binding outer = this.one.context().bind()) {
			try (Binding inner = this.two.context().bind()) {
				assertThat(RequestContext.current()).isSameAs(this.two.context());
			}
			assertThat(RequestContext.current()).isSameAs(this.one.context());
		}
		assertThat(RequestContext.currentOrNull()).isNull();
	}

	@Test
	void aContextMayBeBoundTwice() {
		try (Binding outer = this.one.bind(); Binding inner = this.one.bind()) {
			inner.close();
			assertThat(RequestContext.current()).isSameAs(this.one.context());
		}
		assertThat(RequestContext.currentOrNull()).isNull();
	}

	@Test
	void closingTwiceHasNoEffect() {
		Binding outer = this.one.bind();
		Binding inner = this.two.bind();
		inner.close();
		inner.close();
		assertThat(RequestContext.current()).isSameAs(this.one.context());
		outer.close();
		outer.close();
		assertThat(RequestContext.currentOrNull()).isNull();
		try (Binding next = this.two.bind()) {
			outer.close();
			inner.close();
			assertThat(RequestContext.current()).isSameAs(this.two.context());
		}
	}

	@Test
	void anOuterBindingEndsTheInnerOnesWithIt() {
		Binding outer = this.one.bind();
		Binding middle = this.two.bind();
		Binding inner = this.one.bind();
		outer.close();
		assertThat(RequestContext.currentOrNull()).isNull();
		inner.close();
		middle.close();
		assertThat(RequestContext.currentOrNull()).isNull();
	}

	@Test
	void aForgottenBindingDoesNotOutliveTheBlockAroundIt() {
		try (Binding outer = this.one.bind()) {
			try (Binding block = this.one.bind()) {
				this.two.bind();
			}
			assertThat(RequestContext.current()).isSameAs(this.one.context());
		}
		assertThat(RequestContext.currentOrNull()).isNull();
	}

	@Test
	void aBindingClosedInsideABlockStaysClosedAfterIt() {
		try (Binding outer = this.one.bind()) {
			Binding inner = this.two.bind();
			this.two.run(() -> {
				inner.close();
				assertThat(RequestContext.current()).isSameAs(this.one.context());
			});
			assertThat(RequestContext.current()).isSameAs(this.one.context());
		}
		assertThat(RequestContext.currentOrNull()).isNull();
	}

	@Test
	void closingOnAnotherThreadIsAnErrorAndChangesNothing() throws Throwable {
		try (Workers workers = new Workers(); Binding binding = this.one.bind()) {
			assertThat(Workers.failure(workers.start("thief", () -> {
				binding.close();
				return "closed";
			}))).isInstanceOf(IllegalStateException.class)
				.hasMessageContainingAll(this.one.context().id(), "(one)",
						"opened on thread '" + Thread.currentThread().getName() + "'", "closed on thread 'thief'",
						"hand a lease");
			assertThat(Workers.result(workers.start("other thief", () -> {
				try (Binding other = this.two.bind()) {
					assertThatIllegalStateException().isThrownBy(binding::close);
					return RequestContext.current();
				}
			}))).isSameAs(this.two.context());
			assertThat(RequestContext.current()).isSameAs(this.one.context());
		}
		assertThat(RequestContext.currentOrNull()).isNull();
	}

	@Test
	void otherThreadsSeeNothingNorDoTheThreadsStartedHere() throws Throwable {
		try (Workers workers = new Workers(); Binding binding = this.one.bind()) {
			Optional<RequestContext> seen = Workers
				.result(workers.start("child", () -> Optional.ofNullable(RequestContext.currentOrNull())));
			assertThat(seen).isEmpty();
		}
	}

	@Test
	void aPooledThreadComesBackWithoutTheRequestItServed() throws Exception {
		assertThat(leftOnThePoolAfter(() -> {
			try (Binding binding = this.one.bind()) {
				RequestContext.run("job", () -> this.two.bind());
			}
		})).isEmpty();
	}

	@Test
	void aPooledThreadComesBackWithoutTheRequestThatFailedOnIt() throws Exception {
		assertThat(leftOnThePoolAfter(() -> {
			try (Binding binding = this.one.bind()) {
				this.two.bind();
				throw new IllegalStateException("request failed");
			}
			catch (IllegalStateException ex) {
				assertThat(ex).hasMessage("request failed");
			}
		})).isEmpty();
	}

	@Test
	void controlABindingLeftOpenIsSeenByTheNextRequestOnThatThread() throws Exception {
		assertThat(leftOnThePoolAfter(() -> this.one.bind())).contains(this.one.context());
	}

	private Optional<RequestContext> leftOnThePoolAfter(Runnable request) throws Exception {
		this.pool.submit(request).get(10, TimeUnit.SECONDS);
		return this.pool.submit(() -> Optional.ofNullable(RequestContext.currentOrNull())).get(10, TimeUnit.SECONDS);
	}

	@Test
	void aBindingLeftOpenAfterTheCloseIsAnErrorAndNotAnEmptyContext() {
		RequestLocal<String> local = RequestLocal.withInitial("local", () -> "made");
		Binding left = this.one.bind();
		assertThat(local.get()).isEqualTo("made");
		this.one.close();
		assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(local::get);
		assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(local::getIfPresent);
		assertThat(RequestContext.currentOrNull()).isSameAs(this.one.context());
		left.close();
		assertThat(RequestContext.currentOrNull()).isNull();
	}

}
