package dev.requeststate.propagation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import dev.requeststate.LogCapture;
import dev.requeststate.context.Binding;
import dev.requeststate.context.Frame;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextClosedException;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestLocal;
import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshot.Scope;
import io.micrometer.context.ContextSnapshotFactory;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RequestStateThreadLocalAccessorTests {

	private static final RequestLocal<String> USER = RequestLocal.named("user");

	private final RequestContextFactory factory = RequestContextFactory.builder().build();

	private final ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder().build();

	private final ContextSnapshotFactory clearing = ContextSnapshotFactory.builder().clearMissing(true).build();

	private final ExecutorService thread = Executors.newSingleThreadExecutor();

	private final Lease first = this.factory.open(() -> "first");

	private final Lease second = this.factory.open(() -> "second");

	@AfterEach
	void end() throws InterruptedException {
		this.thread.shutdown();
		assertThat(this.thread.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
		this.first.close();
		this.second.close();
		assertThat(current()).isNull();
	}

	@Test
	void hasTheKeyOfItsContract() {
		assertThat(new RequestStateThreadLocalAccessor().key()).isEqualTo("dev.requeststate.context");
	}

	@Test
	void isFoundByTheServiceLoader() {
		assertThat(ContextRegistry.getInstance().getThreadLocalAccessors())
			.anyMatch((accessor) -> accessor instanceof RequestStateThreadLocalAccessor);
	}

	@Test
	void aSnapshotCarriesTheContextToAnotherThread() throws Exception {
		ContextSnapshot snapshot = this.first.call(this.snapshots::captureAll);
		List<@Nullable String> seen = new ArrayList<>();
		this.thread.submit(() -> {
			try (Scope scope = snapshot.setThreadLocals()) {
				seen.add(current());
			}
			seen.add(current());
		}).get(10, TimeUnit.SECONDS);
		assertThat(seen).containsExactly("first", null);
	}

	@Test
	void aSnapshotKeepsNothingOpen() {
		ContextSnapshot snapshot = this.first.call(this.snapshots::captureAll);
		this.first.close();
		assertThat(this.first.context().isOpen()).isFalse();
		try (Scope scope = snapshot.setThreadLocals()) {
			assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(() -> USER.set("late"))
				.withMessageContaining("first");
		}
	}

	@Test
	void aContextExecutorServiceCarriesTheContext() throws Exception {
		ExecutorService executor = ContextExecutorService.wrap(this.thread, () -> this.snapshots.captureAll());
		String seen = this.first.call(() -> executor.submit(RequestStateThreadLocalAccessorTests::current))
			.get(10, TimeUnit.SECONDS);
		assertThat(seen).isEqualTo("first");
		assertThat(this.thread.submit(RequestStateThreadLocalAccessorTests::current).get(10, TimeUnit.SECONDS))
			.isNull();
	}

	@Test
	void whatIsMissingInASnapshotIsClearedWhereThatIsAskedForAndRestoredAfterIt() {
		ContextSnapshot nothing = this.clearing.captureAll();
		ContextSnapshot kept = this.snapshots.captureAll();
		this.first.run(() -> {
			try (Scope scope = nothing.setThreadLocals()) {
				assertThat(current()).isNull();
			}
			assertThat(current()).isEqualTo("first");
			try (Scope scope = kept.setThreadLocals()) {
				assertThat(current()).isEqualTo("first");
			}
		});
	}

	@Test
	void whatWasClearedOnPurposeIsCarriedAsCleared() {
		ContextSnapshot snapshot = this.first.call(() -> {
			try (Binding none = Frame.none()) {
				return this.snapshots.captureAll();
			}
		});
		this.second.run(() -> {
			try (Scope scope = snapshot.setThreadLocals()) {
				assertThat(current()).isNull();
			}
			assertThat(current()).isEqualTo("second");
		});
	}

	@Test
	void scopesNest() {
		ContextSnapshot one = this.first.call(this.snapshots::captureAll);
		ContextSnapshot two = this.second.call(this.snapshots::captureAll);
		try (Scope outer = one.setThreadLocals()) {
			try (Scope inner = two.setThreadLocals()) {
				try (Scope again = one.setThreadLocals()) {
					assertThat(current()).isEqualTo("first");
				}
				assertThat(current()).isEqualTo("second");
			}
			assertThat(current()).isEqualTo("first");
		}
		assertThat(current()).isNull();
	}

	@Test
	void aScopeInsideABindingEndsWithIt() {
		ContextSnapshot two = this.second.call(this.snapshots::captureAll);
		this.first.run(() -> {
			try (Scope scope = two.setThreadLocals()) {
				assertThat(current()).isEqualTo("second");
			}
			assertThat(current()).isEqualTo("first");
		});
	}

	@Test
	void scopesClosedOutOfOrderAreReportedOnceAndHarmless() {
		ContextSnapshotFactory snapshots = withAccessorThatHasReportedNothing();
		ContextSnapshot one = this.first.call(snapshots::captureAll);
		ContextSnapshot two = this.second.call(snapshots::captureAll);
		try (LogCapture log = new LogCapture(RequestStateThreadLocalAccessor.class)) {
			for (int i = 0; i < 3; i++) {
				Scope outer = one.setThreadLocals();
				Scope middle = two.setThreadLocals();
				Scope inner = one.setThreadLocals();
				middle.close();
				assertThat(current()).isEqualTo("first");
				// Would restore the middle one, which has ended.
				inner.close();
				assertThat(current()).isEqualTo("first");
				outer.close();
				assertThat(current()).isNull();
			}
			assertThat(log.messages()).singleElement(InstanceOfAssertFactories.STRING)
				.contains("out of order", "reverse order");
		}
	}

	@Test
	void scopesClosedInOrderAreNotReported() {
		ContextSnapshotFactory snapshots = withAccessorThatHasReportedNothing();
		ContextSnapshot one = this.first.call(snapshots::captureAll);
		ContextSnapshot two = this.second.call(snapshots::captureAll);
		try (LogCapture log = new LogCapture(RequestStateThreadLocalAccessor.class);
				Scope outer = one.setThreadLocals()) {
			two.setThreadLocals().close();
			assertThat(current()).isEqualTo("first");
			assertThat(log.messages()).isEmpty();
		}
	}

	private static ContextSnapshotFactory withAccessorThatHasReportedNothing() {
		ContextRegistry registry = new ContextRegistry()
			.registerThreadLocalAccessor(new RequestStateThreadLocalAccessor());
		return ContextSnapshotFactory.builder().contextRegistry(registry).build();
	}

	@Test
	void aScopeClosedAfterTheBlockAroundItHasEndedMakesNothingCurrent() {
		ContextSnapshot two = this.second.call(this.snapshots::captureAll);
		List<Scope> scopes = new ArrayList<>();
		this.first.run(() -> scopes.add(two.setThreadLocals()));
		assertThat(current()).isNull();
		scopes.get(0).close();
		assertThat(current()).isNull();
	}

	private static @Nullable String current() {
		RequestContext context = RequestContext.currentOrNull();
		return (context != null) ? context.name() : null;
	}

}
