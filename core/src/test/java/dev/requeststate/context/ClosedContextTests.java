package dev.requeststate.context;

import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A context after its close: an error, and never empty.
 */
class ClosedContextTests {

	private static final Pattern MESSAGE = Pattern.compile("It is too late to use it: request ([0-9a-f]{16}) "
			+ "\\(GET /cart\\), opened at (\\S+) on thread 'opener', was closed at (\\S+) on thread 'closer'\\. "
			+ "Work that goes on after the request's end needs a lease, taken while the request is open: "
			+ "RequestContext\\.current\\(\\)\\.lease\\(\\)\\.");

	private final RequestContextFactory factory = RequestContextFactory.builder().build();

	@Test
	void theErrorSaysWhichRequestItWasWhenAndWhereItWasOpenedAndClosedAndWhatToDo() throws Throwable {
		Instant before = Instant.now().minusMillis(1);
		try (Workers workers = new Workers()) {
			Future<Lease> opened = workers.start("opener", () -> this.factory.open(() -> "GET /cart"));
			Lease lease = Workers.result(opened);
			Workers.result(workers.start("closer", () -> {
				lease.close();
				return lease;
			}));
			assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(() -> lease.context().bind())
				.satisfies((failure) -> {
					Matcher message = MESSAGE.matcher(String.valueOf(failure.getMessage()));
					assertThat(message.matches()).as(failure.getMessage()).isTrue();
					assertThat(message.group(1)).isEqualTo(lease.context().id());
					assertThat(Instant.parse(message.group(2))).isEqualTo(lease.context().openedAt())
						.isBetween(before, Instant.now());
					assertThat(Instant.parse(message.group(3))).isBetween(lease.context().openedAt(),
							Instant.now().plusMillis(1));
				});
		}
	}

	@Test
	void everyUseOfALocalIsAnError() {
		RequestLocal<String> local = RequestLocal.withInitial("local", () -> "made");
		RequestLocal<String> named = RequestLocal.named("named");
		Lease lease = this.factory.open(() -> "GET /cart");
		try (Binding left = lease.bind()) {
			local.get();
			named.set("set");
			lease.close();
			assertThat(this.factory.closedAccesses()).isZero();
			for (Runnable use : new Runnable[] { local::get, named::get, local::getIfPresent, local::remove,
					local::take, () -> local.set("x"), () -> named.computeIfAbsent(() -> "x"),
					() -> local.onDestroy(() -> {
					}), () -> RequestContext.current().lease(), () -> RequestContext.current().bind(),
					() -> RequestContext.current().attributes(),
					() -> RequestContext.current().with(named, "x").run(() -> {
					}) }) {
				assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(use::run)
					.withMessageContainingAll(lease.context().id(), "was closed at");
			}
			assertThat(this.factory.closedAccesses()).isEqualTo(12);
		}
	}

	@Test
	void nothingRunsInItAnyMore() {
		Lease lease = this.factory.open(() -> "GET /cart");
		lease.close();
		AtomicBoolean ran = new AtomicBoolean();
		assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(() -> lease.run(() -> ran.set(true)));
		assertThatExceptionOfType(RequestContextClosedException.class)
			.isThrownBy(() -> lease.call(() -> ran.getAndSet(true)));
		assertThat(ran).isFalse();
	}

	@Test
	void whatTheContextWasCanStillBeAsked() {
		RequestContext context = this.factory.call("GET /cart", RequestContext::current);
		assertThat(context.isOpen()).isFalse();
		assertThat(context.name()).isEqualTo("GET /cart");
		assertThat(context.id()).hasSize(16);
		assertThat(context.openedAt()).isBeforeOrEqualTo(Instant.now().plusMillis(1));
		assertThat(context.origin().name()).isEqualTo("GET /cart");
		assertThat(context).hasToString("request " + context.id() + " (GET /cart)");
	}

}
