package dev.requeststate.context;

import java.lang.reflect.Method;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Threads that a context makes.
 */
class ContextThreadFactoryTests {

	private final RequestContextFactory factory = RequestContextFactory.builder().build();

	private final RequestLocal<String> user = RequestLocal.named("user");

	@Test
	void aThreadHasTheContextAndKeepsItOpenUntilItEnds() throws Throwable {
		CountDownLatch requestEnded = new CountDownLatch(1);
		FutureTask<String> task = new FutureTask<>(() -> {
			assertThat(requestEnded.await(10, TimeUnit.SECONDS)).isTrue();
			return this.user.get();
		});
		Lease request = this.factory.open(() -> "GET /");
		request.run(() -> this.user.set("alice"));
		Thread thread = request.context().threadFactory().newThread(task);
		assertThat(thread.isDaemon()).isTrue();
		thread.start();
		request.close();
		assertThat(request.context().isOpen()).isTrue();
		requestEnded.countDown();
		assertThat(Workers.result(task)).isEqualTo("alice");
		Awaitility.await().until(() -> this.factory.closed() == 1);
	}

	// The control: a thread of nobody's making.
	@Test
	void aPlainThreadHasNoContext() throws Throwable {
		FutureTask<RequestContext> task = new FutureTask<>(RequestContext::currentOrNull);
		this.factory.run("GET /", () -> new Thread(task).start());
		assertThat(Workers.result(task)).isNull();
	}

	@Test
	void theThreadIsVirtualWhereThereAreVirtualThreads() throws Exception {
		try (Lease request = this.factory.open(() -> "GET /")) {
			Thread thread = request.context().threadFactory().newThread(() -> {
			});
			if (Runtime.version().feature() >= 21) {
				Method isVirtual = Thread.class.getMethod("isVirtual");
				assertThat(isVirtual.invoke(thread)).isEqualTo(true);
			}
			else {
				assertThat(thread.getClass()).isEqualTo(Thread.class);
			}
			thread.start();
			thread.join();
			assertThat(this.factory.openContexts().leases(request.context())).isEmpty();
		}
	}

	@Test
	void aTaskThatThrowsReachesTheThreadsHandlerAndGivesItsLeaseBack() throws Exception {
		AtomicReference<Throwable> uncaught = new AtomicReference<>();
		Lease request = this.factory.open(() -> "GET /");
		Thread thread = request.context().threadFactory().newThread(() -> {
			throw new IllegalStateException("broken");
		});
		thread.setUncaughtExceptionHandler((failed, failure) -> uncaught.set(failure));
		request.close();
		thread.start();
		thread.join();
		assertThat(uncaught.get()).hasMessage("broken");
		assertThat(this.factory.closed()).isOne();
	}

	@Test
	void aThreadOfABlockSeesItsOverride() throws Throwable {
		FutureTask<String> task = new FutureTask<>(this.user::get);
		this.factory.run("GET /", () -> {
			this.user.set("alice");
			RequestContext.current()
				.with(this.user, "admin")
				.run(() -> RequestContext.current().threadFactory().newThread(task).start());
		});
		assertThat(Workers.result(task)).isEqualTo("admin");
	}

	@Test
	void noThreadIsMadeOnceTheContextIsClosed() {
		Lease request = this.factory.open(() -> "GET /");
		ThreadFactory threads = request.context().threadFactory();
		request.close();
		assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(() -> threads.newThread(() -> {
		}));
	}

	@Test
	void aThreadThatIsNeverStartedIsSeenAsALease() {
		try (Lease request = this.factory.open(() -> "GET /")) {
			request.context().threadFactory().newThread(new NeverStarted());
			assertThat(this.factory.openContexts().leases(request.context())).singleElement()
				.extracting(LeaseInfo::holder)
				.isEqualTo(NeverStarted.class);
		}
		this.factory.openContexts().closeByForce();
	}

	private static final class NeverStarted implements Runnable {

		@Override
		public void run() {
			throw new AssertionError();
		}

	}

}
