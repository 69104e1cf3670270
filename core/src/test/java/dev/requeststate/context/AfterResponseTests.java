package dev.requeststate.context;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

import dev.requeststate.LogCapture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Work that waits for the response, and stages that a context waits for.
 */
class AfterResponseTests {

	private final List<String> events = Collections.synchronizedList(new ArrayList<>());

	private final RequestLocal<String> user = RequestLocal.named("user", (value) -> this.events.add("destroyed"));

	private final RequestContextFactory factory = factory().build();

	private RequestContextFactory.Builder factory() {
		return RequestContextFactory.builder().observer(new RequestContextObserver() {

			@Override
			public void onRequestEnded(RequestContext context) {
				AfterResponseTests.this.events.add("ended");
			}

			@Override
			public void onAfterResponseFailed(RequestContext context, Throwable failure) {
				AfterResponseTests.this.events.add("failed: " + failure.getMessage() + ", open: " + context.isOpen());
			}

		});
	}

	private void readUser() {
		this.events.add("task for " + this.user.get());
	}

	@Test
	void aTaskRunsOnceAfterTheRequestsEndAndBeforeAnythingIsDestroyed() {
		this.factory.run("GET /", () -> {
			this.user.set("alice");
			RequestContext.current().afterResponse(this::readUser);
			assertThat(this.events).isEmpty();
			assertThat(this.factory.afterResponsePending()).isOne();
		});
		assertThat(this.events).containsExactly("ended", "task for alice", "destroyed");
		assertThat(this.factory.afterResponsePending()).isZero();
		assertThat(this.factory.closed()).isOne();
		assertThat(RequestContext.currentOrNull()).isNull();
	}

	@Test
	void aTaskKeepsTheContextOpenUntilItEndsOnItsExecutor() throws Exception {
		CountDownLatch running = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		ExecutorService executor = Executors.newSingleThreadExecutor();
		RequestContextFactory factory = factory().afterResponseExecutor(executor).build();
		try {
			factory.run("GET /", () -> {
				this.user.set("alice");
				RequestContext.current().afterResponse(() -> {
					running.countDown();
					await(end);
					readUser();
				});
			});
			await(running);
			assertThat(this.events).containsExactly("ended");
			assertThat(factory.closed()).isZero();
			assertThat(factory.afterResponsePending()).isOne();
		}
		finally {
			end.countDown();
			executor.shutdown();
			assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
		}
		assertThat(this.events).containsExactly("ended", "task for alice", "destroyed");
		assertThat(factory.closed()).isOne();
		assertThat(factory.afterResponsePending()).isZero();
	}

	@Test
	void aTaskThatFailsIsLoggedCountedAndObservedAndTheOthersRun() {
		try (LogCapture log = new LogCapture(AfterResponse.class)) {
			this.factory.run("GET /", () -> {
				this.user.set("alice");
				RequestContext context = RequestContext.current();
				context.afterResponse(this::readUser);
				context.afterResponse(() -> {
					context.bind();
					throw new AssertionError("broken");
				});
				context.afterResponse(this::readUser);
			});
			assertThat(this.events).containsExactly("ended", "task for alice", "failed: broken, open: true",
					"task for alice", "destroyed");
			assertThat(log.messages()).singleElement()
				.asString()
				.contains("(GET /) failed", AfterResponseTests.class.getName());
		}
		assertThat(this.factory.afterResponseFailures()).isOne();
		assertThat(this.factory.afterResponsePending()).isZero();
		assertThat(RequestContext.currentOrNull()).isNull();
	}

	@Test
	void aTaskRegisteredAfterTheResponseStartsAtOnce() {
		Lease request = this.factory.open(() -> "GET /");
		Lease lease = request.context().lease();
		request.run(() -> this.user.set("alice"));
		request.close();
		lease.run(() -> {
			RequestContext.current().afterResponse(this::readUser);
			assertThat(this.events).containsExactly("ended", "task for alice");
		});
		lease.close();
		assertThat(this.events).containsExactly("ended", "task for alice", "destroyed");
	}

	@Test
	void aTaskMayRegisterAnother() {
		this.factory.run("GET /", () -> {
			this.user.set("alice");
			RequestContext.current().afterResponse(() -> {
				this.events.add("outer");
				RequestContext.current().afterResponse(this::readUser);
			});
		});
		assertThat(this.events).containsExactly("ended", "outer", "task for alice", "destroyed");
		assertThat(this.factory.afterResponsePending()).isZero();
	}

	@Test
	void aTaskRegisteredAtTheEndOfTheRequestRuns() {
		RequestContextFactory factory = RequestContextFactory.builder().observer(new RequestContextObserver() {

			@Override
			public void onRequestEnded(RequestContext context) {
				context.afterResponse(AfterResponseTests.this::readUser);
			}

		}).build();
		factory.run("GET /", () -> this.user.set("alice"));
		assertThat(this.events).containsExactly("task for alice", "destroyed");
	}

	@Test
	void aTaskRegisteredInADerivedContextSeesItsOverride() {
		this.factory.run("GET /", () -> {
			this.user.set("alice");
			RequestContext.current().with(this.user, "admin").run(() -> {
				RequestContext.current().afterResponse(this::readUser);
				this.events.add("block");
			});
			assertThat(this.events).containsExactly("block");
		});
		// The override is destroyed with the block's last lease, and alice at the end.
		assertThat(this.events).containsExactly("block", "ended", "task for admin", "destroyed", "destroyed");
		assertThat(this.factory.closed()).isOne();
	}

	@Test
	void aTaskHasTheContextClassLoaderOfTheOpening() {
		ClassLoader own = Thread.currentThread().getContextClassLoader();
		ClassLoader other = new ClassLoader(own) {
		};
		List<ClassLoader> seen = new ArrayList<>();
		Lease request = this.factory.open(() -> "GET /");
		request.context().afterResponse(() -> seen.add(Thread.currentThread().getContextClassLoader()));
		try {
			Thread.currentThread().setContextClassLoader(other);
			request.close();
			assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(other);
		}
		finally {
			Thread.currentThread().setContextClassLoader(own);
		}
		assertThat(seen).containsExactly(own);
	}

	enum BrokenExecutor {

		REFUSES {
			@Override
			void execute(Runnable task) {
				throw new RejectedExecutionException("full");
			}
		},

		FAILS {
			@Override
			void execute(Runnable task) {
				throw new OutOfMemoryError("unable to create a thread");
			}
		},

		RUNS_AND_FAILS {
			@Override
			void execute(Runnable task) {
				task.run();
				throw new IllegalStateException("broken");
			}
		};

		abstract void execute(Runnable task);

	}

	@ParameterizedTest
	@EnumSource
	void theThreadThatEndsTheRequestRunsWhatTheExecutorDoesNot(BrokenExecutor executor) {
		RequestContextFactory factory = factory().afterResponseExecutor(executor::execute).build();
		factory.run("GET /", () -> {
			this.user.set("alice");
			RequestContext.current().afterResponse(this::readUser);
			RequestContext.current().afterResponse(this::readUser);
		});
		assertThat(this.events).containsExactly("ended", "task for alice", "task for alice", "destroyed");
		assertThat(factory.closed()).isOne();
		assertThat(factory.afterResponsePending()).isZero();
		assertThat(factory.afterResponseFailures()).isZero();
	}

	@Test
	void noTaskIsTakenOnceTheContextIsClosed() {
		Lease request = this.factory.open(() -> "GET /");
		request.close();
		assertThatExceptionOfType(RequestContextClosedException.class)
			.isThrownBy(() -> request.context().afterResponse(this::readUser))
			.withMessageContaining("too late to run a task after the response");
		assertThat(this.factory.afterResponsePending()).isZero();
	}

	@Test
	void aContextClosedByForceAtItsRequestsEndFailsNobody() {
		List<RequestContextFactory> own = new ArrayList<>();
		RequestContextFactory factory = factory().observer(new RequestContextObserver() {

			@Override
			public void onRequestEnded(RequestContext context) {
				assertThat(own.get(0).openContexts().closeByForce()).containsExactly(context);
			}

		}).build();
		own.add(factory);
		factory.run("GET /", () -> RequestContext.current().afterResponse(this::readUser));
		assertThat(this.events).hasSize(2);
		assertThat(this.events.get(1)).startsWith("failed: Not run: ");
		assertThat(factory.closed()).isOne();
		assertThat(factory.afterResponsePending()).isZero();
		assertThat(factory.observerFailures()).isZero();
	}

	@Test
	void aTaskThatIsNotRunLetsGoOfTheBlockThatItWasRegisteredIn() {
		Lease request = this.factory.open(() -> "GET /");
		request.context().with(this.user, "admin").run(() -> RequestContext.current().afterResponse(this::readUser));
		assertThat(this.events).isEmpty();
		this.factory.openContexts().closeByForce();
		assertThat(this.events).hasSize(2)
			.contains("destroyed")
			.anyMatch((event) -> event.startsWith("failed: Not run"));
	}

	@Test
	@Tag("race")
	void aTaskRegisteredAsTheRequestEndsRunsExactlyOnce() throws Throwable {
		AtomicInteger runs = new AtomicInteger();
		AtomicInteger onTheEndingThread = new AtomicInteger();
		AtomicInteger rounds = new AtomicInteger();
		Thread ending = Thread.currentThread();
		Duel.fight(() -> {
			runs.set(0);
			rounds.incrementAndGet();
			Lease request = this.factory.open(() -> "race");
			Lease lease = request.context().lease();
			return new Duel.Round(() -> {
				request.close();
				return request;
			}, () -> {
				lease.context().afterResponse(() -> {
					runs.incrementAndGet();
					if (Thread.currentThread() == ending) {
						onTheEndingThread.incrementAndGet();
					}
				});
				return lease;
			}, () -> {
				lease.close();
				assertThat(runs).hasValue(1);
				assertThat(request.context().isOpen()).isFalse();
				assertThat(this.factory.afterResponsePending()).isZero();
				return request;
			});
		}, () -> onTheEndingThread.get() > 0 && onTheEndingThread.get() < rounds.get());
		assertThat(this.factory.closed()).isEqualTo(this.factory.opened());
	}

	@Test
	void aContextWaitsForAStageHoweverItCompletes() {
		List<CompletableFuture<String>> stages = List.of(new CompletableFuture<>(), new CompletableFuture<>(),
				new CompletableFuture<>());
		Lease request = this.factory.open(() -> "GET /");
		stages.forEach(request.context()::waitUntil);
		request.close();
		stages.get(0).complete("done");
		stages.get(1).completeExceptionally(new IllegalStateException("broken"));
		assertThat(request.context().isOpen()).isTrue();
		stages.get(2).cancel(false);
		assertThat(request.context().isOpen()).isFalse();
	}

	@Test
	void aStageThatIsCompleteAlreadyHoldsNothing() {
		Lease request = this.factory.open(() -> "GET /");
		request.context().waitUntil(CompletableFuture.completedFuture("done"));
		request.context().waitUntil(CompletableFuture.failedStage(new IllegalStateException("broken")));
		assertThat(this.factory.openContexts().leases(request.context())).isEmpty();
		request.close();
		assertThat(request.context().isOpen()).isFalse();
	}

	@Test
	void aStageThatCannotBeWaitedForHoldsNothing() {
		CompletionStage<String> stage = new CompletableFuture<>() {

			@Override
			public CompletableFuture<String> whenComplete(BiConsumer<? super String, ? super Throwable> action) {
				throw new IllegalStateException("broken");
			}

		};
		Lease request = this.factory.open(() -> "GET /");
		assertThatIllegalStateException().isThrownBy(() -> request.context().waitUntil(stage)).withMessage("broken");
		request.close();
		assertThat(request.context().isOpen()).isFalse();
	}

	@Test
	void noStageIsWaitedForOnceTheContextIsClosed() {
		Lease request = this.factory.open(() -> "GET /");
		request.close();
		assertThatExceptionOfType(RequestContextClosedException.class)
			.isThrownBy(() -> request.context().waitUntil(new CompletableFuture<>()));
	}

	private static void await(CountDownLatch latch) {
		Awaitility.await().until(() -> latch.getCount() == 0);
	}

}
