package dev.requeststate.propagation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.requeststate.context.Duel;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Schedulers whose delayed tasks carry the context, and whose periodic ones do not.
 */
class SchedulerTests {

	private final Requests requests = new Requests();

	private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

	private final ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);

	private final ScheduledExecutorService scheduler = Propagating.scheduledExecutorService(this.pool);

	private final CountDownLatch end = new CountDownLatch(1);

	private void see() {
		this.seen.add(this.requests.current());
	}

	private void block() {
		CountDownLatch begun = new CountDownLatch(1);
		this.pool.execute(() -> {
			begun.countDown();
			Requests.await(() -> this.end.getCount() == 0);
		});
		Requests.await(() -> begun.getCount() == 0);
	}

	@AfterEach
	void everythingIsGivenBack() throws Exception {
		this.end.countDown();
		this.pool.shutdownNow();
		assertThat(this.pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
		this.requests.assertAllClosed();
	}

	/**
	 * How a task is given to a scheduler, to run once.
	 */
	private enum Way {

		EXECUTE {
			@Override
			void give(ScheduledExecutorService scheduler, Runnable task) {
				scheduler.execute(task);
			}
		},

		SUBMIT_RUNNABLE {
			@Override
			void give(ScheduledExecutorService scheduler, Runnable task) {
				scheduler.submit(task);
			}
		},

		SUBMIT_RUNNABLE_WITH_RESULT {
			@Override
			void give(ScheduledExecutorService scheduler, Runnable task) {
				scheduler.submit(task, "result");
			}
		},

		SUBMIT_CALLABLE {
			@Override
			void give(ScheduledExecutorService scheduler, Runnable task) {
				scheduler.submit(Executors.callable(task));
			}
		},

		SCHEDULE_RUNNABLE {
			@Override
			void give(ScheduledExecutorService scheduler, Runnable task) {
				scheduler.schedule(task, 1, TimeUnit.MILLISECONDS);
			}
		},

		SCHEDULE_CALLABLE {
			@Override
			void give(ScheduledExecutorService scheduler, Runnable task) {
				scheduler.schedule(Executors.callable(task), 1, TimeUnit.MILLISECONDS);
			}
		};

		abstract void give(ScheduledExecutorService scheduler, Runnable task);

	}

	@ParameterizedTest
	@EnumSource
	void aTaskHasTheContextAndKeepsItOpenUntilItEnds(Way way) {
		Lease alice = this.requests.open("alice");
		block();
		alice.run(() -> way.give(this.scheduler, this::see));
		alice.close();
		this.requests.assertOpen(alice, 1);
		this.end.countDown();
		Requests.await(() -> !alice.context().isOpen());
		assertThat(this.seen).containsExactly("alice");
	}

	@ParameterizedTest
	@EnumSource
	void aTaskThatIsRefusedGivesItsLeaseBackAtOnce(Way way) {
		this.pool.shutdown();
		try (Lease alice = this.requests.open("alice")) {
			alice.run(() -> assertThatExceptionOfType(RejectedExecutionException.class)
				.isThrownBy(() -> way.give(this.scheduler, this::see)));
			this.requests.assertOpen(alice, 0);
		}
	}

	// A ScheduledThreadPoolExecutor hands out futures of its own then.
	@ParameterizedTest
	@EnumSource
	void aTaskThatNeverBeginsGivesItsLeaseBackAtAnImmediateShutdown(Way way) {
		Lease alice = this.requests.open("alice");
		block();
		alice.run(() -> way.give(this.scheduler, this::see));
		alice.close();
		this.requests.assertOpen(alice, 1);
		assertThat(this.scheduler.shutdownNow()).hasSize(1);
		assertThat(alice.context().isOpen()).isFalse();
	}

	@Test
	void delayedTasksThatWaitAtAShutdownStillRun() {
		Lease alice = this.requests.open("alice");
		alice.run(() -> this.scheduler.schedule(this::see, 50, TimeUnit.MILLISECONDS));
		alice.close();
		this.scheduler.shutdown();
		Requests.await(this.scheduler::isTerminated);
		assertThat(this.seen).containsExactly("alice");
	}

	@Test
	void delayedTasksThatAShutdownCancelsGiveTheirLeasesBack() {
		this.pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
		Lease alice = this.requests.open("alice");
		Future<?> task = alice.call(() -> this.scheduler.schedule(this::see, 1, TimeUnit.HOURS));
		alice.close();
		this.scheduler.shutdown();
		assertThat(task.isCancelled()).isTrue();
		assertThat(alice.context().isOpen()).isFalse();
		assertThat(this.seen).isEmpty();
	}

	@Test
	@Tag("race")
	void aTaskThatIsScheduledAsTheSchedulerEndsLosesNoLease() throws Throwable {
		AtomicInteger accepted = new AtomicInteger();
		AtomicInteger refused = new AtomicInteger();
		Duel.fight(() -> {
			ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(0);
			ScheduledExecutorService scheduler = Propagating.scheduledExecutorService(pool);
			Lease alice = this.requests.open("alice");
			return new Duel.Round(scheduler::shutdownNow, () -> {
				try {
					alice.run(() -> scheduler.schedule(this::see, 1, TimeUnit.HOURS));
					accepted.incrementAndGet();
				}
				catch (RejectedExecutionException ex) {
					refused.incrementAndGet();
				}
				return alice;
			}, () -> {
				this.requests.assertOpen(alice, 0);
				alice.close();
				return alice;
			});
		}, () -> accepted.get() > 0 && refused.get() > 0);
	}

	@Test
	void aDelayedTaskThatIsCancelledGivesItsLeaseBackAtOnce() {
		Lease alice = this.requests.open("alice");
		ScheduledFuture<String> task = alice
			.call(() -> this.scheduler.schedule(this.requests::current, 1, TimeUnit.HOURS));
		alice.close();
		this.requests.assertOpen(alice, 1);
		assertThat(task.getDelay(TimeUnit.MINUTES)).isBetween(50L, 60L);
		assertThat(task.isDone()).isFalse();
		assertThat(task.cancel(false)).isTrue();
		assertThat(alice.context().isOpen()).isFalse();
		assertThat(task.isCancelled()).isTrue();
		assertThat(task.isDone()).isTrue();
		assertThat(task.cancel(false)).isFalse();
		assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Requests.get(task));
	}

	@Test
	void aDelayedTaskThatIsCancelledWhileItRunsKeepsItsLeaseUntilItEnds() {
		CountDownLatch begun = new CountDownLatch(1);
		Lease alice = this.requests.open("alice");
		Future<?> task = alice.call(() -> this.scheduler.schedule(() -> {
			begun.countDown();
			Requests.await(() -> this.end.getCount() == 0);
			see();
		}, 1, TimeUnit.MILLISECONDS));
		alice.close();
		Requests.await(() -> begun.getCount() == 0);
		assertThat(task.cancel(false)).isTrue();
		this.requests.assertOpen(alice, 1);
		this.end.countDown();
		Requests.await(() -> !alice.context().isOpen());
		assertThat(this.seen).containsExactly("alice");
	}

	@Test
	void aDelayedTaskIsComparedByItsDelay() {
		ScheduledFuture<?> sooner = this.scheduler.schedule(this::see, 1, TimeUnit.HOURS);
		ScheduledFuture<?> later = this.scheduler.schedule(this::see, 2, TimeUnit.HOURS);
		assertThat(sooner.compareTo(later)).isNegative();
		assertThat(later.compareTo(sooner)).isPositive();
	}

	@Test
	void aDelayedTaskHasAResult() throws Exception {
		Lease alice = this.requests.open("alice");
		ScheduledFuture<String> task = alice
			.call(() -> this.scheduler.schedule(this.requests::current, 1, TimeUnit.MILLISECONDS));
		Future<String> withResult = alice.call(() -> this.scheduler.submit(this::see, "result"));
		Future<String> submitted = alice.call(() -> this.scheduler.submit(this.requests::current));
		Future<?> without = alice.call(() -> this.scheduler.submit(this::see));
		alice.close();
		assertThat(task.get()).isEqualTo("alice");
		assertThat(task.isCancelled()).isFalse();
		assertThat(Requests.get(submitted)).isEqualTo("alice");
		assertThat((Object) Requests.get(without)).isNull();
		assertThat(Requests.get(withResult)).isEqualTo("result");
		assertThat(alice.context().isOpen()).isFalse();
	}

	private enum Period {

		FIXED_RATE {
			@Override
			Future<?> schedule(ScheduledExecutorService scheduler, Runnable task) {
				return scheduler.scheduleAtFixedRate(task, 0, 1, TimeUnit.MILLISECONDS);
			}
		},

		FIXED_DELAY {
			@Override
			Future<?> schedule(ScheduledExecutorService scheduler, Runnable task) {
				return scheduler.scheduleWithFixedDelay(task, 0, 1, TimeUnit.MILLISECONDS);
			}
		};

		abstract Future<?> schedule(ScheduledExecutorService scheduler, Runnable task);

	}

	@ParameterizedTest
	@EnumSource
	void aPeriodicTaskHasNoContextAndNoLease(Period period) {
		Lease alice = this.requests.open("alice");
		Lease bob = this.requests.open("bob");
		this.pool.setThreadFactory((task) -> new Thread(() -> bob.run(task)));
		Future<?> task = alice.call(() -> period.schedule(this.scheduler, this::see));
		this.requests.assertOpen(alice, 0);
		Requests.await(() -> this.seen.size() > 2);
		task.cancel(false);
		assertThat(this.seen).containsOnly("nobody");
		alice.close();
		bob.close();
	}

	// The control: what a scheduler shows that is not wrapped.
	@ParameterizedTest
	@EnumSource
	void aPlainPeriodicTaskSeesWhateverItsThreadIsBoundTo(Period period) {
		Lease bob = this.requests.open("bob");
		this.pool.setThreadFactory((task) -> new Thread(() -> bob.run(task)));
		Future<?> task = period.schedule(this.pool, this::see);
		Requests.await(() -> this.seen.size() > 2);
		task.cancel(false);
		assertThat(this.seen).containsOnly("bob");
		bob.close();
	}

	@Test
	void aTaskScheduledOutsideARequestHasNone() throws Exception {
		Lease bob = this.requests.open("bob");
		this.pool.setThreadFactory((task) -> new Thread(() -> bob.run(task)));
		assertThat(Requests.get(this.scheduler.schedule(this.requests::current, 1, TimeUnit.MILLISECONDS)))
			.isEqualTo("nobody");
		bob.close();
	}

	@Test
	void nullIsRefusedAtOnce() {
		try (Lease alice = this.requests.open("alice")) {
			for (Lease current : new Lease[] { null, alice }) {
				Runnable refused = () -> {
					assertThatNullPointerException()
						.isThrownBy(() -> this.scheduler.schedule((Runnable) null, 1, TimeUnit.HOURS));
					assertThatNullPointerException()
						.isThrownBy(() -> this.scheduler.scheduleAtFixedRate(null, 1, 1, TimeUnit.HOURS));
					assertThatNullPointerException()
						.isThrownBy(() -> this.scheduler.scheduleWithFixedDelay(null, 1, 1, TimeUnit.HOURS));
					assertThatNullPointerException().isThrownBy(() -> this.scheduler.schedule(this::see, 1, null));
				};
				if (current != null) {
					current.run(refused);
				}
				else {
					refused.run();
				}
			}
			this.requests.assertOpen(alice, 0);
		}
		assertThatNullPointerException().isThrownBy(() -> Propagating.scheduledExecutorService(null))
			.withMessage("'executor' must not be null");
	}

	@Test
	void wrappingTwiceIsTheSame() {
		assertThat(Propagating.scheduledExecutorService(this.scheduler)).isSameAs(this.scheduler);
		assertThat(Propagating.executorService(this.scheduler)).isSameAs(this.scheduler);
		assertThat(RequestContext.currentOrNull()).isNull();
	}

}
