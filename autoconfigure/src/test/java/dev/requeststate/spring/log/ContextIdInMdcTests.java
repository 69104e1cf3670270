package dev.requeststate.spring.log;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.requeststate.context.Binding;
import dev.requeststate.context.CurrentContextObserver;
import dev.requeststate.context.Frame;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestLocal;
import dev.requeststate.propagation.Propagating;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import dev.requeststate.propagation.RequestStateThreadLocalAccessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What stands in the lines of a log, on each way to another thread.
 */
class ContextIdInMdcTests {

	private static final String KEY = "requestStateId";

	private static final Logger logger = LoggerFactory.getLogger(ContextIdInMdcTests.class);

	private final RequestContextFactory factory = factory(new ContextIdInMdc(KEY));

	private final LogLines lines = new LogLines(ContextIdInMdcTests.class.getName());

	private final ExecutorService pool = Executors.newSingleThreadExecutor();

	private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

	private static RequestContextFactory factory(CurrentContextObserver observer) {
		return RequestContextFactory.builder().currentObserver(observer).build();
	}

	private static void log(String place) {
		LogLines.log(logger, place);
	}

	@AfterEach
	void stop() {
		this.pool.shutdownNow();
		this.timer.shutdownNow();
		this.lines.close();
		MDC.clear();
	}

	private void expect(String... places) throws Exception {
		this.pool.submit(() -> log("the pool's thread afterwards")).get(10, TimeUnit.SECONDS);
		this.timer.submit(() -> log("the timer's thread afterwards")).get(10, TimeUnit.SECONDS);
		log("this thread afterwards");
		this.lines.assertEveryLineIsRight();
		assertThat(this.lines.lines().stream().filter(LogLines.Line::isOfARequest).map(LogLines.Line::place))
			.containsExactly(places);
		assertThat(this.factory.observerFailures()).isZero();
	}

	@Test
	void aBlock() throws Exception {
		log("before");
		this.factory.run("job", () -> log("inside"));
		expect("inside");
	}

	@Test
	void aBinding() throws Exception {
		try (Lease lease = this.factory.open(() -> "job"); Binding binding = lease.bind()) {
			log("inside");
		}
		expect("inside");
	}

	@Test
	void anExecutor() throws Exception {
		Future<?> task = this.factory.call("job",
				() -> Propagating.executorService(this.pool).submit(() -> log("task")));
		task.get(10, TimeUnit.SECONDS);
		expect("task");
	}

	@Test
	void aTaskThatThrows() throws Exception {
		Future<?> task = this.factory.call("job", () -> Propagating.executorService(this.pool).submit(() -> {
			log("task");
			throw new IllegalStateException("on purpose");
		}));
		assertThat(task).failsWithin(10, TimeUnit.SECONDS);
		expect("task");
	}

	@Test
	void aTaskOnAThreadThatWorksForAnotherRequest() throws Exception {
		Runnable task = this.factory.call("first", () -> Propagating.runnable(() -> log("first's task")));
		this.factory.run("second", () -> {
			log("second before");
			task.run();
			log("second after");
		});
		expect("second before", "first's task", "second after");
		assertThat(this.lines.lines().get(0).current()).isEqualTo(this.lines.lines().get(2).current())
			.isNotEqualTo(this.lines.lines().get(1).current());
	}

	@Test
	void aDelayedTask() throws Exception {
		Future<?> task = this.factory.call("job", () -> Propagating.scheduledExecutorService(this.timer)
			.schedule(() -> log("delayed"), 1, TimeUnit.MILLISECONDS));
		task.get(10, TimeUnit.SECONDS);
		expect("delayed");
	}

	@Test
	void stagesOfAFuture() throws Exception {
		CompletableFuture<Void> stages = this.factory.call("job",
				() -> Propagating.runAsync(() -> log("first stage"), this.pool)
					.thenRunAsync(() -> log("second stage"), this.timer));
		stages.get(10, TimeUnit.SECONDS);
		expect("first stage", "second stage");
	}

	@Test
	void aThreadOfTheContexts() throws Exception {
		Thread thread = this.factory.call("job",
				() -> RequestContext.current().threadFactory().newThread(() -> log("thread")));
		thread.start();
		thread.join(10_000);
		expect("thread");
	}

	@Test
	void aSnapshotOfMicrometers() throws Exception {
		ContextRegistry registry = new ContextRegistry()
			.registerThreadLocalAccessor(new RequestStateThreadLocalAccessor());
		ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder().contextRegistry(registry).build();
		try (Lease lease = this.factory.open(() -> "job")) {
			ContextSnapshot snapshot = lease.call(snapshots::captureAll);
			this.pool.submit(snapshot.wrap(() -> log("snapshot"))).get(10, TimeUnit.SECONDS);
		}
		expect("snapshot");
	}

	@Test
	void afterTheResponseAndWhatIsMadeAndDestroyed() throws Exception {
		RequestLocal<String> value = RequestLocal.withInitial("value", () -> {
			log("made");
			return "value";
		}, (destroyed) -> log("destroyed"));
		this.factory.run("job", () -> {
			value.get();
			RequestContext.current().afterResponse(() -> log("after the response"));
		});
		expect("made", "after the response", "destroyed");
	}

	@Test
	void aDerivedContextIsTheRequestsOwn() throws Exception {
		RequestLocal<String> user = RequestLocal.named("user");
		this.factory.run("job", () -> RequestContext.current().with(user, "ada").run(() -> log("derived")));
		expect("derived");
	}

	@Test
	void aJobInsideOfARequestHasItsOwn() throws Exception {
		this.factory.run("outer", () -> {
			this.factory.run("inner", () -> log("inner"));
			log("outer");
		});
		expect("inner", "outer");
		assertThat(this.lines.lines().get(0).current()).isNotEqualTo(this.lines.lines().get(1).current());
	}

	@Test
	void whereARequestIsHiddenOnPurpose() throws Exception {
		this.factory.run("job", () -> {
			try (Binding none = Frame.none()) {
				log("hidden");
			}
			log("back");
		});
		expect("back");
		assertThat(this.lines.places()).contains("hidden");
	}

	@Test
	void whatTheApplicationHasPutThereIsNotTouched() {
		MDC.put("user", "ada");
		MDC.put(KEY, "the application's own");
		this.factory.run("job", () -> {
			log("inside");
			MDC.put("user", "bob");
		});
		this.lines.assertEveryLineIsRight();
		assertThat(this.lines.lines()).extracting(LogLines.Line::user).containsExactly("ada");
		assertThat(MDC.getCopyOfContextMap()).containsEntry("user", "bob")
			.containsEntry(KEY, "the application's own")
			.hasSize(2);
	}

	@Test
	void codeThatClearsTheDiagnosticContextDoesNotKeepTheEarlierValueFromComingBack() {
		MDC.put(KEY, "the application's own");
		this.factory.run("job", MDC::clear);
		assertThat(MDC.get(KEY)).isEqualTo("the application's own");
	}

	@Test
	void theKeyCanBeAnotherOne() {
		RequestContextFactory other = factory(new ContextIdInMdc("id"));
		other.run("job", () -> assertThat(MDC.get("id")).isEqualTo(RequestContext.current().id()));
		assertThat(MDC.get("id")).isNull();
		assertThatIllegalArgumentException().isThrownBy(() -> new ContextIdInMdc(" "))
			.withMessage("'key' must not be empty");
	}

	// The control: an observer that does not clean up behind itself.
	@Test
	void aValueThatIsLeftIsFound() {
		RequestContextFactory leaking = factory((context) -> {
			MDC.put(KEY, (context != null) ? context.id() : "none");
			return null;
		});
		leaking.run("job", () -> log("inside"));
		this.lines.assertEveryLineIsRight();
		log("this thread afterwards");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(this.lines::assertEveryLineIsRight);
	}

	// The control: nobody puts anything there.
	@Test
	void aValueThatIsMissingIsFound() {
		RequestContextFactory.builder().build().run("job", () -> log("inside"));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(this.lines::assertEveryLineIsRight);
	}

}
