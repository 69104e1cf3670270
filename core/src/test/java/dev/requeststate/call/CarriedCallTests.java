package dev.requeststate.call;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

import dev.requeststate.context.Binding;
import dev.requeststate.context.Frame;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestLocal;
import dev.requeststate.context.Workers;
import dev.requeststate.propagation.Propagating;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A cached call is wherever its work is, by the means that carry the request context.
 */
class CarriedCallTests {

	private final RequestLocal<String> user = RequestLocal.named("user");

	private final RequestContextFactory factory = RequestContextFactory.builder().build();

	private final Lease request = this.factory.open(() -> "GET /prices");

	private final Binding binding = this.request.bind();

	private final ExecutorService pool = Executors.newFixedThreadPool(1);

	private final CallScope call = CallScope.open("prices");

	CarriedCallTests() {
		this.user.set("ada");
	}

	@AfterEach
	void close() throws Throwable {
		this.pool.shutdown();
		this.binding.close();
		this.request.close();
		assertThat(Frame.current()).isNull();
		// A task's lease ends a moment after its result is there.
		Awaitility.await().until(() -> this.factory.closed() == this.factory.opened());
	}

	private void assertRecorded() {
		assertThat(this.call.requestReads()).extracting(RequestRead::part).containsExactly(this.user);
	}

	@Test
	void aTaskOfAPropagatingExecutorIsPartOfIt() throws Throwable {
		ExecutorService executor = Propagating.executorService(this.pool);
		Future<String> task = this.call.call(() -> executor.submit((Callable<String>) this.user::get));
		assertThat(Workers.result(task)).isEqualTo("ada");
		assertRecorded();
	}

	@Test
	void theControlOnAPlainExecutorIsNot() throws Throwable {
		Future<Object> task = this.call.call(() -> this.pool.submit((Callable<Object>) CallScope::currentOrNull));
		assertThat(Workers.result(task)).isNull();
		assertThat(this.call.requestReads()).isEmpty();
	}

	@Test
	void aStageOfAPropagatingFutureIsPartOfIt() throws Throwable {
		Executor executor = Propagating.executor(this.pool);
		CompletableFuture<String> future = this.call
			.call(() -> Propagating.supplyAsync(() -> "x", executor).thenApply((value) -> this.user.get()));
		assertThat(Workers.result(future)).isEqualTo("ada");
		assertRecorded();
	}

	@Test
	void aThreadOfTheContextIsPartOfIt() throws Throwable {
		AtomicReference<String> user = new AtomicReference<>();
		Thread thread = this.call
			.call(() -> RequestContext.current().threadFactory().newThread(() -> user.set(this.user.get())));
		thread.start();
		thread.join();
		assertThat(user).hasValue("ada");
		assertRecorded();
	}

	@Test
	void aSnapshotOfMicrometerIsPartOfIt() throws Throwable {
		ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder()
			.contextRegistry(ContextRegistry.getInstance())
			.build();
		ContextSnapshot snapshot = this.call.call(() -> snapshots.captureAll());
		assertThat(Workers.result(this.pool.submit(snapshot.wrap((Callable<String>) this.user::get)))).isEqualTo("ada");
		assertRecorded();
	}

	@Test
	void aTaskThatRunsInTheMiddleOfAnotherCallIsPartOfBoth() {
		Runnable task = this.call.call(() -> Propagating.runnable(() -> {
			assertThat(CallScope.current()).isSameAs(this.call);
			assertThat(this.user.get()).isEqualTo("ada");
		}));
		CallScope other = CallScope.open("other");
		other.call(() -> {
			task.run();
			assertThat(CallScope.current()).isSameAs(other);
			return "";
		});
		assertRecorded();
		assertThat(other.requestReads()).extracting(RequestRead::part).containsExactly(this.user);
	}

	@Test
	void whatATaskTagsInTheMiddleOfAnotherCallIsTaggedForBoth() {
		Runnable task = this.call.call(() -> Propagating.runnable(() -> CallScope.current().tag("book:42")));
		CallScope other = CallScope.open("other");
		other.call(() -> {
			task.run();
			return "";
		});
		assertThat(this.call.tags()).containsExactly("book:42");
		assertThat(other.tags()).containsExactly("book:42");
	}

	@Test
	void aTaskThatRunsInTheMiddleOfTwoOtherCallsIsPartOfAllThree() {
		Runnable task = this.call.call(() -> Propagating.runnable(this.user::get));
		CallScope second = CallScope.open("second");
		Runnable around = second.call(() -> Propagating.runnable(task));
		CallScope third = CallScope.open("third");
		third.call(() -> {
			around.run();
			return "";
		});
		assertRecorded();
		assertThat(second.requestReads()).extracting(RequestRead::part).containsExactly(this.user);
		assertThat(third.requestReads()).extracting(RequestRead::part).containsExactly(this.user);
	}

	@Test
	void aTaskOfACallThatRunsInTheMiddleOfOneMadeForItIsPartOfTheInnerOne() {
		this.call.call(() -> {
			CallScope inner = CallScope.open("inner");
			Runnable task = Propagating.runnable(() -> {
				assertThat(CallScope.current()).isSameAs(inner);
				assertThat(this.user.get()).isEqualTo("ada");
			});
			inner.call(() -> {
				task.run();
				return "";
			});
			assertThat(inner.requestReads()).extracting(RequestRead::part).containsExactly(this.user);
			return "";
		});
		assertRecorded();
	}

	@Test
	void aTaskThatRunsInTheMiddleOfItsOwnCallIsPartOfItOnce() {
		this.call.call(() -> {
			Propagating.runnable(() -> assertThat(this.user.get()).isEqualTo("ada")).run();
			return CallScope.open("inner").call(() -> {
				Propagating.runnable(() -> assertThat(Frame.here().recorder()).isSameAs(CallScope.current())).run();
				return "";
			});
		});
		assertRecorded();
	}

	@Test
	void aTaskGivenAwayBeforeTheCallIsPartOfItWhereItRunsInIt() {
		// The result may depend on it, whenever the task was made.
		Runnable task = Propagating.runnable(() -> assertThat(this.user.get()).isEqualTo("ada"));
		this.call.call(() -> {
			task.run();
			return "";
		});
		assertRecorded();
	}

	@Test
	void aLeaseOrFrameTakenBeforeTheCallDoesNotHideIt() {
		Frame frame = Frame.here();
		try (Lease lease = RequestContext.current().lease()) {
			this.call.call(() -> lease.call(this.user::get));
		}
		assertRecorded();
		CallScope other = CallScope.open("other");
		other.call(() -> {
			try (Binding reopened = frame.reopen()) {
				return this.user.get();
			}
		});
		assertThat(other.requestReads()).hasSize(1);
	}

	@Test
	void aTaskOfAnotherRequestIsNoPartOfIt() {
		Lease other = this.factory.open(() -> "GET /other");
		CallScope[] theirs = new CallScope[1];
		Runnable task = other.call(() -> {
			this.user.set("bob");
			theirs[0] = CallScope.open("theirs");
			return theirs[0].call(() -> Propagating.runnable(() -> assertThat(this.user.get()).isEqualTo("bob")));
		});
		this.call.call(() -> {
			task.run();
			return "";
		});
		other.close();
		assertThat(theirs[0].requestReads()).hasSize(1);
		assertThat(this.call.requestReads()).isEmpty();
	}

	@Test
	void outsideOfRequestsItIsCarriedToo() throws Throwable {
		ExecutorService executor = Propagating.executorService(this.pool);
		try (Binding none = Frame.none()) {
			CallScope outside = CallScope.open("warm up");
			Workers.result(outside.<Future<?>, RuntimeException>call(() -> executor.submit(() -> {
				CallScope.current().tag("book:42");
				assertThat(RequestContext.currentOrNull()).isNull();
			})));
			assertThat(outside.tags()).containsExactly("book:42");
			assertThat(Workers.result(executor.submit((Callable<Object>) CallScope::currentOrNull))).isNull();
		}
	}

	@Test
	void theResultIsComputedInTheCallersRequestOnAnyThread() throws Throwable {
		Future<String> late = this.pool.submit(() -> this.call.call(this.user::get));
		assertThat(Workers.result(late)).isEqualTo("ada");
		assertRecorded();
	}

	@Test
	void theKeyIsComputedInTheCallersRequestOnAnyThread() throws Throwable {
		Future<String> late = this.pool.submit(() -> this.call.key(this.user::get));
		assertThat(Workers.result(late)).isEqualTo("ada");
		assertThat(this.call.<String, RuntimeException>compute(this.user::get)).isEqualTo("ada");
	}

	@Test
	void aComputationInStepsIsOneCallAndWhatItHandsOutIsNoPartOfIt() throws Throwable {
		CallScope outer = CallScope.open("outer");
		CallScope inner = outer.call(() -> CallScope.open("inner"));
		Workers.result(this.pool.submit(() -> {
			try (Binding step = inner.bind()) {
				assertThat(CallScope.current()).isSameAs(inner);
				try (Binding signal = inner.bindCaller()) {
					assertThat(CallScope.current()).isSameAs(outer);
					this.user.get();
				}
				assertThat(CallScope.current()).isSameAs(inner);
			}
			assertThat(CallScope.currentOrNull()).isNull();
		}));
		assertThat(inner.requestReads()).isEmpty();
		assertThat(outer.requestReads()).hasSize(1);
	}

	@Test
	void anotherRequestOnTheThreadIsAnotherRequest() {
		Lease other = this.factory.open(() -> "GET /other");
		this.call.call(() -> {
			other.run(() -> {
				this.user.set("bob");
				assertThat(this.user.get()).isEqualTo("bob");
			});
			return "";
		});
		other.close();
		assertThat(this.call.requestReads()).isEmpty();
	}

}
