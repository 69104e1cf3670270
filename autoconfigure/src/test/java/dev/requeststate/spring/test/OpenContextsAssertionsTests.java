package dev.requeststate.spring.test;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import org.junit.jupiter.api.Test;

import static dev.requeststate.spring.test.RequestContextAssertions.assertThatRequestContexts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OpenContextsAssertionsTests {

	private final RequestContextFactory factory = RequestContextFactory.builder().build();

	@Test
	void whereNothingIsOpenItPasses() {
		this.factory.run("job", () -> {
		});
		assertThatRequestContexts(this.factory).areAllClosed();
	}

	@Test
	void itWaitsForWhatClosesInAMoment() throws InterruptedException {
		Lease job = this.factory.open(() -> "job");
		CountDownLatch waiting = new CountDownLatch(1);
		Thread closer = new Thread(() -> {
			try {
				waiting.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			job.close();
		});
		closer.start();
		waiting.countDown();
		assertThatRequestContexts(this.factory).areAllClosed();
		assertThat(job.context().isOpen()).isFalse();
		closer.join();
	}

	@Test
	void aContextThatIsNotClosedIsNamed() {
		try (Lease job = this.factory.open(() -> "job")) {
			assertThatExceptionOfType(AssertionError.class)
				.isThrownBy(() -> assertThatRequestContexts(this.factory).areAllClosed(Duration.ZERO))
				.withMessageStartingWith("Expecting all request contexts to be closed, but 1 is still open after 0 ms:")
				.withMessageContaining("- request " + job.context().id() + " (job), open for ")
				.withMessageContaining("nobody has taken a lease: what opened it has not closed it");
		}
	}

	@Test
	void whoHoldsALeaseIsNamed() {
		RequestContext context;
		Lease held;
		try (Lease job = this.factory.open(() -> "job")) {
			context = job.context();
			held = context.leaseFor(Sender.class);
		}
		try (held) {
			assertThatExceptionOfType(AssertionError.class)
				.isThrownBy(() -> assertThatRequestContexts(this.factory).areAllClosed(Duration.ofMillis(20)))
				.withMessageContaining("held by " + Sender.class.getName() + ", taken on thread '"
						+ Thread.currentThread().getName() + "'");
		}
		assertThatRequestContexts(this.factory).areAllClosed();
	}

	@Test
	@WithRequestContext
	void theContextOfTheTestDoesNotCount() {
		assertThat(RequestContext.current().isOpen()).isTrue();
		assertThatRequestContexts().areAllClosed(Duration.ZERO);
	}

	@Test
	@WithRequestContext
	void whatTheTestOpensCounts() {
		try (Lease job = RequestContext.detached(RequestContext.current().origin())) {
			assertThatExceptionOfType(AssertionError.class)
				.isThrownBy(() -> assertThatRequestContexts().areAllClosed(Duration.ZERO))
				.withMessageContaining("whatTheTestOpensCounts()");
		}
	}

	private static final class Sender {

	}

}
