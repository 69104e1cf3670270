package dev.requeststate.context;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Leases: what keeps a context open.
 */
class LeaseTests {

	private final RequestContextFactory factory = RequestContextFactory.builder().build();

	private final List<String> destroyed = new ArrayList<>();

	private final RequestLocal<String> local = RequestLocal.named("local", this.destroyed::add);

	@Test
	void theRequestsOwnLeaseAloneKeepsItOpen() {
		Lease own = this.factory.open(() -> "GET /");
		assertThat(own.context().isOpen()).isTrue();
		own.close();
		assertThat(own.context().isOpen()).isFalse();
		assertThat(this.factory.closed()).isOne();
	}

	@Test
	void closingALeaseTwiceGivesBackOneReference() {
		Lease own = this.factory.open(() -> "GET /");
		Lease first = own.context().lease();
		Lease second = own.context().lease();
		first.close();
		first.close();
		own.close();
		own.close();
		assertThat(second.context().isOpen()).isTrue();
		second.close();
		assertThat(second.context().isOpen()).isFalse();
		second.close();
		assertThat(this.factory.closed()).isOne();
	}

	@Test
	void theLastLeaseClosesTheContextOnItsThread() throws Throwable {
		AtomicReference<Thread> destroyedOn = new AtomicReference<>();
		RequestLocal<String> value = RequestLocal.named("value", (v) -> destroyedOn.set(Thread.currentThread()));
		Lease own = this.factory.open(() -> "GET /");
		Lease lease = own.context().lease();
		try (Binding binding = own.bind()) {
			value.set("value");
		}
		own.close();
		assertThat(destroyedOn).hasNullValue();
		try (Workers workers = new Workers()) {
			Thread closer = Workers.result(workers.start("closer", () -> {
				lease.close();
				return Thread.currentThread();
			}));
			assertThat(destroyedOn).hasValue(closer);
		}
	}

	@Test
	void aLeaseBindsItsContextOnAnotherThread() throws Throwable {
		try (Workers workers = new Workers(); Lease own = this.factory.open(() -> "GET /")) {
			try (Binding binding = own.bind()) {
				this.local.set("value");
			}
			Lease lease = own.context().lease();
			assertThat(Workers.result(workers.start("worker", () -> {
				Binding binding = lease.bind();
				String value = this.local.get();
				binding.close();
				assertThat(RequestContext.currentOrNull()).isNull();
				lease.close();
				return value;
			}))).isEqualTo("value");
		}
		assertThat(this.destroyed).containsExactly("value");
	}

	@Test
	void noLeaseIsGivenOnceTheContextIsClosed() {
		Lease own = this.factory.open(() -> "GET /");
		own.close();
		assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(() -> own.context().lease())
			.withMessageContainingAll("too late to take a lease", "was closed at");
		assertThat(this.factory.closed()).isOne();
	}

	@Test
	void noLeaseIsGivenWhileTheContextIsBeingClosed() {
		AtomicReference<Throwable> failure = new AtomicReference<>();
		RequestLocal<String> value = RequestLocal.named("value", (v) -> {
			try {
				RequestContext.current().lease();
			}
			catch (Throwable ex) {
				failure.set(ex);
			}
		});
		this.factory.run("GET /", () -> value.set("value"));
		assertThat(failure.get()).isInstanceOf(RequestContextClosedException.class)
			.hasMessageContainingAll("too late to take a lease", "is being closed since 2", "on thread '");
		assertThat(this.factory.closed()).isOne();
	}

	@Test
	void aClosedLeaseBindsNothing() {
		try (Lease own = this.factory.open(() -> "GET /")) {
			Lease lease = own.context().lease();
			lease.close();
			assertThatIllegalStateException().isThrownBy(lease::bind)
				.withMessageContainingAll(own.context().id(), "after it was closed");
			AtomicReference<String> ran = new AtomicReference<>();
			assertThatIllegalStateException().isThrownBy(() -> lease.run(() -> ran.set("run")))
				.withMessageContaining("after it was closed");
			assertThatIllegalStateException().isThrownBy(() -> lease.call(() -> ran.getAndSet("call")))
				.withMessageContaining("after it was closed");
			assertThat(ran).hasNullValue();
			assertThat(RequestContext.currentOrNull()).isNull();
			own.close();
			assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(lease::bind);
		}
	}

	@Test
	void theOriginCapturesOnTheThreadThatTakesTheLeaseBeforeItIsHandedOut() throws Throwable {
		List<String> captures = new ArrayList<>();
		ContextOrigin origin = new ContextOrigin() {

			@Override
			public String name() {
				return "GET /";
			}

			@Override
			public void capture() {
				captures.add(Thread.currentThread().getName());
			}

		};
		try (Workers workers = new Workers(); Lease own = this.factory.open(origin)) {
			assertThat(captures).isEmpty();
			Workers.result(workers.start("taker", () -> {
				try (Lease lease = own.context().lease()) {
					assertThat(captures).containsExactly("taker");
					return lease;
				}
			}));
			own.context().with(this.local, "value").run(() -> RequestContext.current().lease().close());
			assertThat(captures).containsExactly("taker", Thread.currentThread().getName());
		}
		assertThat(captures).hasSize(2);
	}

	@Test
	void anOriginThatCannotCaptureRefusesTheLeaseAndLosesNoReference() {
		ContextOrigin origin = new ContextOrigin() {

			@Override
			public String name() {
				return "GET /";
			}

			@Override
			public void capture() {
				throw new IllegalStateException("recycled");
			}

		};
		Lease own = this.factory.open(origin);
		assertThatIllegalStateException().isThrownBy(() -> own.context().lease()).withMessage("recycled");
		assertThat(own.context().isOpen()).isTrue();
		own.close();
		assertThat(own.context().isOpen()).isFalse();
		assertThat(this.factory.closed()).isOne();
	}

	@Test
	void closingTheLastLeaseWithItsContextBoundLeavesAClosedContextAndNothingMore() {
		Lease own = this.factory.open(() -> "GET /");
		try (Binding binding = own.bind()) {
			this.local.set("value");
			own.close();
			assertThat(this.destroyed).containsExactly("value");
			assertThat(RequestContext.currentOrNull()).isSameAs(own.context());
			assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(this.local::get);
		}
		assertThat(RequestContext.currentOrNull()).isNull();
	}

}
