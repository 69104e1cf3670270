package dev.requeststate.context;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.requeststate.LogCapture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Where leaks are told, how often, and what they are told to be at.
 */
class LeakReportsTests {

	@Test
	void aLeakIsLoggedOnceForItsPlace() {
		RequestContextFactory factory = RequestContextFactory.builder().leakDetection(LeakDetection.STRICT).build();
		try (LogCapture log = new LogCapture(LeakReports.class)) {
			for (int i = 0; i < 3; i++) {
				factory.run("GET /cart", () -> RequestContext.current().bind());
			}
			assertThat(log.messages()).singleElement().asString().contains("(GET /cart) was not closed");
		}
		assertThat(factory.leaks().count()).isEqualTo(3);
	}

	@Test
	void ofAPlaceTheLastLeakIsKept() {
		RequestContextFactory factory = RequestContextFactory.builder().leakDetection(LeakDetection.STRICT).build();
		for (String name : new String[] { "GET /cart", "GET /books" }) {
			factory.run(name, () -> RequestContext.current().bind());
			assertThat(factory.leaks().recent()).singleElement().satisfies((leak) -> {
				assertThat(leak.message()).contains("(" + name + ") was not closed");
				assertThat(leak.number()).isEqualTo(leak.times()).isEqualTo(factory.leaks().count());
			});
		}
	}

	@Test
	void anObserverThatThrowsIsCountedAndBreaksNothing() {
		RequestContextFactory factory = RequestContextFactory.builder()
			.leakDetection(LeakDetection.STRICT)
			.observer(new RequestContextObserver() {

				@Override
				public void onLeak(Leak leak) {
					throw new IllegalStateException("planted");
				}

			})
			.build();
		factory.run("GET /cart", () -> RequestContext.current().bind());
		assertThat(factory.leaks().count()).isOne();
		assertThat(factory.observerFailures()).isOne();
		assertThat(RequestContext.currentOrNull()).isNull();
	}

	@Test
	void aContextThatCannotSayItsNameIsReportedByItsNumber() {
		RequestContextFactory factory = RequestContextFactory.builder().leakDetection(LeakDetection.STRICT).build();
		Lease request = factory.open(() -> {
			throw new StackOverflowError("planted");
		});
		request.run(() -> RequestContext.current().bind());
		assertThat(RequestContext.currentOrNull()).isNull();
		assertThat(factory.leaks().recent()).singleElement()
			.extracting(Leak::message)
			.asString()
			.startsWith("A binding of request " + request.context().id() + " was not closed");
	}

	@Test
	void aContextThatCannotSayItsNameIsReviewedAndClosedWithTheOthers() {
		RequestContextFactory factory = RequestContextFactory.builder().leakDetection(LeakDetection.STRICT).build();
		for (int i = 0; i < 3; i++) {
			factory.open(() -> {
				throw new IllegalStateException("planted");
			});
		}
		factory.openContexts().review();
		factory.openContexts().review();
		assertThat(factory.openContexts().closeByForce()).hasSize(3);
		Lease request = factory.open(() -> {
			throw new StackOverflowError("planted");
		});
		request.close();
		assertThat(factory.closed()).isEqualTo(4);
	}

	@Test
	void aReportThatFailsWithAnErrorBreaksNothing() {
		RequestContextFactory factory = RequestContextFactory.builder().leakDetection(LeakDetection.STRICT).build();
		try (FailingLog log = new FailingLog(LeakReports.class, 1)) {
			factory.run("GET /cart", () -> RequestContext.current().bind());
			assertThat(log.calls()).isEqualTo(2);
		}
		assertThat(RequestContext.currentOrNull()).isNull();
	}

	@Test
	void aReportThatCannotEvenSaySoLeavesNothingBound() {
		List<String> ended = new ArrayList<>();
		RequestContextFactory factory = RequestContextFactory.builder()
			.leakDetection(LeakDetection.STRICT)
			.currentObserver((context) -> () -> ended.add(String.valueOf(context)))
			.build();
		Lease outer = factory.open(() -> "outer");
		Lease inner = factory.open(() -> "inner");
		try (FailingLog log = new FailingLog(LeakReports.class, Integer.MAX_VALUE)) {
			assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> outer.run(inner::bind));
			assertThat(log.calls()).isPositive();
		}
		assertThat(RequestContext.currentOrNull()).isNull();
		assertThat(ended).containsExactly(inner.toString(), outer.toString());
		assertThat(factory.openContexts().threads(inner.context())).isEmpty();
		assertThat(factory.openContexts().threads(outer.context())).isEmpty();
	}

	@Test
	void aBindingLeftInABlockOutsideOfRequestsSaysSo() {
		RequestContextFactory factory = RequestContextFactory.builder().leakDetection(LeakDetection.STRICT).build();
		Lease request = factory.open(() -> "GET /cart");
		request.run(() -> {
			try (Binding none = Frame.none()) {
				request.bind();
			}
		});
		assertThat(factory.leaks().recent()).singleElement()
			.extracting(Leak::message)
			.asString()
			.contains("when the block outside of requests around it ended");
	}

	@Test
	void aRequestWhoseEndWasCutShortIsNotSaidToHaveLostItsLease() {
		Leaks leaks = new Leaks();
		LeakReports reports = new LeakReports(leaks, new Observers(List.of()));
		ContextTrace trace = new ContextTrace(new LeakWatch(true, reports));
		trace.requestEnded();
		reports.contextNotClosed("request 1 (GET /cart)", "GET /cart", trace);
		assertThat(leaks.recent()).singleElement()
			.extracting(Leak::message)
			.asString()
			.contains("and no lease is open", "its end was cut short")
			.doesNotContain("lost");
	}

	@Test
	void aBindingEndsOnce() {
		ContextTrace trace = new ContextTrace(
				new LeakWatch(true, new LeakReports(new Leaks(), new Observers(List.of()))));
		BindingTrace binding = new BindingTrace(trace);
		trace.bound(binding);
		assertThat(trace.unbound(binding)).isTrue();
		assertThat(trace.unbound(binding)).as("who comes second has nothing to report").isFalse();
	}

	@Test
	void nothingIsKeptOfAClosedContextThatIsBoundNowhereAnyMore() {
		RequestContextFactory factory = RequestContextFactory.builder().leakDetection(LeakDetection.STRICT).build();
		WeakReference<ContextTrace> trace = closeInsideItsBinding(factory);
		// Without a review, which looks through what is kept.
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
			System.gc();
			return trace.refersTo(null);
		});
		assertThat(factory.leaks().count()).isZero();
	}

	private static WeakReference<ContextTrace> closeInsideItsBinding(RequestContextFactory factory) {
		Lease request = factory.open(() -> "GET /cart");
		try (Binding binding = request.bind()) {
			request.close();
		}
		return new WeakReference<>(((RootContext) request.context()).trace());
	}

	@Test
	void aContextThatTheFilterHasOpenedIsAtTheFilterAndItsRequest() {
		Throwable opened = new Throwable();
		opened.setStackTrace(new StackTraceElement[] { line(RootContext.class.getName()),
				line("dev.requeststate.servlet.HttpExchange"), line("com.shop.InnocentFilter") });
		assertThat(LeakPlace.ofContext(opened, "GET /cart")).isEqualTo("RequestStateFilter, for GET /cart");
		assertThat(LeakPlace.ofContext(opened, null)).isEqualTo("RequestStateFilter");
		opened.setStackTrace(new StackTraceElement[] { line(RootContext.class.getName()), line("com.shop.Job"),
				line("dev.requeststate.servlet.HttpExchange") });
		assertThat(LeakPlace.ofContext(opened, "job")).isEqualTo("com.shop.Job.work(Source.java:1)");
	}

	private static StackTraceElement line(String type) {
		return new StackTraceElement(type, "work", "Source.java", 1);
	}

	@Test
	void theLeaksOfTheLastHundredPlacesAreKept() {
		Leaks leaks = new Leaks();
		Throwable opened = new Throwable();
		for (int i = 0; i < 150; i++) {
			assertThat(leaks.add(LeakKind.LEASE_NOT_CLOSED, "message", "place " + i, opened).times()).isOne();
		}
		assertThat(leaks.recent()).extracting(Leak::place)
			.containsExactlyElementsOf(IntStream.range(50, 150).mapToObj((i) -> "place " + i).toList());
		leaks.add(LeakKind.LEASE_NOT_CLOSED, "message", "place 60", opened);
		assertThat(leaks.recent()).last().extracting(Leak::place, Leak::times).containsExactly("place 60", 2L);
		assertThat(leaks.add(LeakKind.CONTEXT_NOT_CLOSED, "message", "place 60", opened).times()).isOne();
		assertThat(leaks.recent()).hasSize(100);
		assertThat(leaks.add(LeakKind.LEASE_NOT_CLOSED, "message", "place 0", opened)).as("forgotten meanwhile")
			.extracting(Leak::times, Leak::number)
			.containsExactly(1L, 153L);
		assertThat(leaks.count()).isEqualTo(153);
		assertThat(leaks.count(LeakKind.CONTEXT_NOT_CLOSED)).isOne();
	}

	@Test
	void aPlaceIsTheInnermostLineOfTheApplication() {
		String application = "com.shop.Cart";
		String framework = "org.springframework.web.method.support.InvocableHandlerMethod";
		String own = RootContext.class.getName();
		assertThat(placeOf(own, "java.util.ArrayList", framework, "com.shop.Cart$$SpringCGLIB$$0", application,
				"com.shop.Outer"))
			.isEqualTo("com.shop.Cart.work(Source.java:4)");
		assertThat(placeOf(own, framework, "org.apache.catalina.core.ApplicationFilterChain"))
			.isEqualTo(framework + ".work(Source.java:1)");
		assertThat(placeOf(own, "java.lang.Thread")).isEqualTo("an unknown place");
		assertThat(placeOf()).isEqualTo("an unknown place");
	}

	private static String placeOf(String... classes) {
		Throwable opened = new Throwable();
		opened.setStackTrace(IntStream.range(0, classes.length)
			.mapToObj((i) -> new StackTraceElement(classes[i], "work", "Source.java", i))
			.toArray(StackTraceElement[]::new));
		return LeakPlace.of(opened);
	}

	/**
	 * A log whose first calls fail as where the stack is at its end.
	 */
	private static final class FailingLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

		private final Logger logger;

		private final int failures;

		private int calls;

		FailingLog(Class<?> type, int failures) {
			this.logger = (Logger) LoggerFactory.getLogger(type);
			this.failures = failures;
			start();
			this.logger.addAppender(this);
		}

		int calls() {
			return this.calls;
		}

		@Override
		protected void append(ILoggingEvent event) {
			if (this.calls++ < this.failures) {
				throw new StackOverflowError("planted");
			}
		}

		@Override
		public void close() {
			this.logger.detachAppender(this);
		}

	}

}
