package dev.requeststate.propagation;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestLocal;
import dev.requeststate.context.Workers;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests of a test: each is a user's, whose name is destroyed with it.
 */
final class Requests {

	private final AtomicInteger destroyed = new AtomicInteger();

	private boolean destroyedChecked;

	private final RequestContextFactory factory = RequestContextFactory.builder().build();

	private final RequestLocal<String> user = RequestLocal.named("user", (value) -> this.destroyed.incrementAndGet());

	/**
	 * Open a request.
	 * @param name whose it is
	 */
	Lease open(String name) {
		Lease request = this.factory.open(() -> name);
		request.run(() -> this.user.set(name));
		return request;
	}

	/**
	 * The user of the request that is current, or "nobody".
	 */
	String current() {
		return (RequestContext.currentOrNull() != null) ? this.user.get() : "nobody";
	}

	/**
	 * The result of a task.
	 * @throws Exception what the task threw
	 */
	static <T extends @Nullable Object> T get(Future<T> task) throws Exception {
		try {
			return Workers.result(task);
		}
		catch (Exception | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new AssertionError(ex);
		}
	}

	/**
	 * Wait for something that is about to happen, looking often: these tests are many.
	 */
	static void await(Callable<Boolean> condition) {
		Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2)).until(condition);
	}

	RequestLocal<String> user() {
		return this.user;
	}

	RequestContextFactory factory() {
		return this.factory;
	}

	int leases(Lease request) {
		return this.factory.openContexts().leases(request.context()).size();
	}

	@Nullable Class<?> holder(Lease request) {
		return this.factory.openContexts().leases(request.context()).get(0).holder();
	}

	void assertOpen(Lease request, int leases) {
		assertThat(request.context().isOpen()).as("is open").isTrue();
		assertThat(leases(request)).as("leases").isEqualTo(leases);
	}

	/**
	 * Every request was closed, and its user destroyed once.
	 */
	void assertAllClosed() {
		assertThat(this.factory.openContexts().list()).isEmpty();
		assertThat(this.factory.closed()).isEqualTo(this.factory.opened());
		if (!this.destroyedChecked) {
			assertDestroyed((int) this.factory.opened());
		}
	}

	/**
	 * So many users were destroyed, overrides among them.
	 */
	void assertDestroyed(int times) {
		this.destroyedChecked = true;
		assertThat(this.destroyed).hasValue(times);
	}

}
