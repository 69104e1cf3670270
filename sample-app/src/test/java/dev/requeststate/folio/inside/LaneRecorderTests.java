package dev.requeststate.folio.inside;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.requeststate.context.Binding;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestContextObserver;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is taken down of request contexts, and that it stays within its bounds.
 */
class LaneRecorderTests {

	private static final String UNSEEN = "/picture";

	private final LaneRecorder recorder = new LaneRecorder(UNSEEN, Integer.MAX_VALUE);

	private final RequestContextFactory factory = factory(this.recorder);

	private static RequestContextFactory factory(LaneRecorder recorder) {
		return RequestContextFactory.builder().observer(recorder).currentObserver(recorder).build();
	}

	@Test
	void threadsDispatchesAndTheEndAreTakenDown() throws InterruptedException {
		Lease open = this.factory.open(() -> "GET /cart");
		open.run(() -> this.recorder.onDispatch("REQUEST"));
		Lease lease = open.context().lease();
		Thread other = new Thread(() -> {
			try (lease; Binding binding = lease.bind()) {
				assertThat(this.recorder.lanes().get(0).runs()).last()
					.satisfies((run) -> assertThat(run.to()).isEqualTo(Lane.NOT_YET));
			}
		}, "other");
		other.start();
		other.join();
		assertThat(this.recorder.openLanes()).isOne();
		assertThat(this.recorder.lanes().get(0).ended()).isEqualTo(Lane.NOT_YET);
		assertThat(this.recorder.lanes().get(0).isClosed()).isFalse();
		open.close();
		assertThat(this.recorder.openLanes()).isZero();
		assertThat(this.recorder.lanes()).singleElement().satisfies((lane) -> {
			assertThat(lane.id()).isEqualTo(open.context().id());
			assertThat(lane.name()).isEqualTo("GET /cart");
			assertThat(lane.dispatches()).singleElement()
				.satisfies((dispatch) -> assertThat(dispatch.type()).isEqualTo("REQUEST"));
			assertThat(lane.runs()).extracting(Lane.Run::thread).contains("other", Thread.currentThread().getName());
			assertThat(lane.runs()).allSatisfy((run) -> assertThat(run.to()).isGreaterThanOrEqualTo(run.from()));
			assertThat(lane.ended()).isPositive();
			assertThat(lane.closed()).isGreaterThanOrEqualTo(lane.ended());
		});
	}

	@Test
	void whoeverLooksIsNotTakenDown() {
		this.factory.run("GET /shop" + UNSEEN, () -> this.recorder.onDispatch("REQUEST"));
		assertThat(this.recorder.lanes()).isEmpty();
	}

	@Test
	void theLastOnesAreRememberedAndComeFirst() {
		IntStream.range(0, 3 * LaneRecorder.LANES).forEach((i) -> this.factory.run("job " + i, () -> {
		}));
		List<String> expected = IntStream.range(0, LaneRecorder.LANES)
			.mapToObj((i) -> "job " + (3 * LaneRecorder.LANES - 1 - i))
			.toList();
		assertThat(this.recorder.lanes()).extracting(Lane::name).containsExactlyElementsOf(expected);
	}

	@Test
	void openOnesStayAsLongAsThereAreClosedOnesToReplace() {
		Lease open = this.factory.open(() -> "open");
		IntStream.range(0, 3 * LaneRecorder.LANES).forEach((i) -> this.factory.run("job " + i, () -> {
		}));
		assertThat(this.recorder.lanes()).last().satisfies((lane) -> assertThat(lane.name()).isEqualTo("open"));
		open.close();
	}

	@Test
	void contextsThatAreNeverClosedGiveWayToNewOnes() {
		List<Lease> open = IntStream.range(0, 3 * LaneRecorder.LANES)
			.mapToObj((i) -> this.factory.open(() -> "job " + i))
			.toList();
		assertThat(this.recorder.lanes()).hasSize(LaneRecorder.LANES);
		assertThat(this.recorder.openLanes()).isEqualTo(LaneRecorder.LANES);
		assertThat(this.recorder.lanes()).first()
			.satisfies((lane) -> assertThat(lane.name()).isEqualTo("job " + (3 * LaneRecorder.LANES - 1)));
		open.forEach(Lease::close);
		assertThat(this.recorder.openLanes()).isZero();
	}

	@Test
	void oneLaneIsBoundedToo() {
		Lease open = this.factory.open(() -> "restless");
		for (int i = 0; i < 1000; i++) {
			open.run(() -> this.recorder.onDispatch("ASYNC"));
		}
		Lane lane = this.recorder.lanes().get(0);
		assertThat(lane.runs()).hasSize(Lane.MAX_RUNS);
		assertThat(lane.moreRuns()).isEqualTo(1000 - Lane.MAX_RUNS);
		assertThat(lane.dispatches()).hasSize(Lane.MAX_DISPATCHES);
		open.close();
	}

	@Test
	void ofManyInASecondSomeAreTakenDown() {
		LaneRecorder sampling = new LaneRecorder(UNSEEN, 5);
		RequestContextFactory factory = factory(sampling);
		long start = System.nanoTime();
		for (int i = 0; i < 10_000; i++) {
			factory.run("job", () -> {
			});
		}
		long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) + 1;
		assertThat(sampling.lanes().size()).isBetween(5, (int) Math.min(LaneRecorder.LANES, 5 * (seconds + 1)));
	}

	@Test
	void itStaysWithinItsBoundsUnderLoadWhereOneWithoutBoundsDoesNot() throws InterruptedException {
		Queue<String> unbounded = new ConcurrentLinkedQueue<>();
		RequestContextFactory factory = RequestContextFactory.builder()
			.observer(this.recorder)
			.currentObserver(this.recorder)
			.observer(new RequestContextObserver() {

				@Override
				public void onOpened(RequestContext context) {
					unbounded.add(context.name());
				}

			})
			.build();
		int threads = 4;
		CountDownLatch over = new CountDownLatch(threads);
		List<Thread> workers = new ArrayList<>();
		for (int i = 0; i < threads; i++) {
			Thread worker = new Thread(() -> {
				List<Lease> left = new ArrayList<>();
				for (int n = 0; n < 5000; n++) {
					Lease open = factory.open(() -> "GET /books");
					open.run(() -> this.recorder.onDispatch("REQUEST"));
					if (n % 50 == 0) {
						left.add(open);
					}
					else {
						open.close();
					}
				}
				left.forEach(Lease::close);
				over.countDown();
			});
			worker.start();
			workers.add(worker);
		}
		while (!over.await(1, TimeUnit.MILLISECONDS)) {
			assertThat(this.recorder.lanes()).hasSizeLessThanOrEqualTo(LaneRecorder.LANES).allSatisfy((lane) -> {
				assertThat(lane.runs()).hasSizeLessThanOrEqualTo(Lane.MAX_RUNS);
				assertThat(lane.name()).isEqualTo("GET /books");
			});
			// One is on its way in on each thread.
			assertThat(this.recorder.openLanes()).isLessThanOrEqualTo(LaneRecorder.LANES + threads);
		}
		for (Thread worker : workers) {
			worker.join();
		}
		assertThat(this.recorder.openLanes()).isZero();
		assertThat(this.recorder.lanes()).hasSize(LaneRecorder.LANES).allMatch(Lane::isClosed);
		assertThat(factory.observerFailures()).isZero();
		assertThat(unbounded).hasSize(threads * 5000);
	}

}
