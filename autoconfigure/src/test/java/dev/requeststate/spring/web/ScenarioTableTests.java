package dev.requeststate.spring.web;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every scenario on every container and kind of thread, many times at once: one context
 * for each request, current in each of its dispatches, closed once, last, and by the
 * container's own hook. The table is printed, and is in {@code target/scenario-table.txt}
 * afterwards.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ScenarioTableTests {

	private static final int TIMES = 15;

	private static final int STOP_TIMES = 5;

	private final ScenarioTable table = new ScenarioTable();

	private final Map<String, WebServer> servers = new HashMap<>();

	@AfterAll
	void print() throws Exception {
		this.servers.values().forEach(WebServer::close);
		System.out.println("\n" + this.table);
		this.table.write(Path.of("target", "scenario-table.txt"));
	}

	@ParameterizedTest(name = "{0} {1}: {2}")
	@MethodSource("cells")
	void aRequestHasOneContextThatEndsOnceAndLast(Container container, ThreadKind threads, TableRow row)
			throws Exception {
		CellRun run = new CellRun(server(container, threads), threads, row, TIMES, Duration.ofSeconds(20));
		List<Set<Fault>> faults = run.faults();
		this.table.add(row.name(), column(container, threads), faults, run.closedBy());
		assertThat(faults).as(run::describe).hasSize(TIMES).allMatch(Set::isEmpty);
		assertThat(run.closedBy()).isEqualTo(row.opens() ? "hook" : "none opened");
		assertThat(run.server().bean(Journal.class).leftBound()).isEmpty();
	}

	// Without a valve of ours, and with error pages that are forwards.
	@ParameterizedTest
	@EnumSource
	void aWarOnAnotherTomcatHasOneContextForEachRequest(Scenario scenario) throws Exception {
		WebServer server = this.servers.computeIfAbsent("WAR",
				(missing) -> WebServer.startWar(ContainerCompletionConfiguration.class));
		CellRun run = new CellRun(server, ThreadKind.PLATFORM, TableRow.inWar(scenario), TIMES, Duration.ofSeconds(20));
		List<Set<Fault>> faults = run.faults();
		this.table.add(TableRow.of(scenario).name(), "WAR on TOMCAT PLATFORM", faults, run.closedBy());
		assertThat(faults).as(run::describe).hasSize(TIMES).allMatch(Set::isEmpty);
		assertThat(run.closedBy()).isEqualTo("rule");
		assertThat(server.bean(Journal.class).leftBound()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("columns")
	void aGracefulStopLetsTheRequestsEnd(Container container, ThreadKind threads) throws Exception {
		StopRun run = new StopRun(container, threads, STOP_TIMES, STOP_TIMES, "server.shutdown=graceful");
		CompletableFuture<Void> stopped = run.begin();
		run.awaitNoNewConnections();
		run.release();
		stopped.get(30, TimeUnit.SECONDS);
		assertThat(run.answers()).hasSize(2 * STOP_TIMES).containsOnly("released");
		addAndCheck("graceful stop", container, threads, run);
	}

	@ParameterizedTest
	@MethodSource("columns")
	void aGracefulStopThatTakesTooLongEndsTheRequests(Container container, ThreadKind threads) throws Exception {
		StopRun run = new StopRun(container, threads, onThreadAtStop(container, threads), STOP_TIMES,
				"server.shutdown=graceful", "spring.lifecycle.timeout-per-shutdown-phase=300ms");
		stop("graceful stop that takes too long", container, threads, run);
	}

	@ParameterizedTest
	@MethodSource("columns")
	void anImmediateStopEndsTheRequests(Container container, ThreadKind threads) throws Exception {
		stop("immediate stop", container, threads,
				new StopRun(container, threads, onThreadAtStop(container, threads), STOP_TIMES));
	}

	// Of the requests that are on their thread then, Tomcat's platform threads alone are
	// interrupted. The others go on, and the application's end closes them by force; see
	// OpenContextsDrain.
	private static int onThreadAtStop(Container container, ThreadKind threads) {
		return (container == Container.TOMCAT && threads == ThreadKind.PLATFORM) ? STOP_TIMES : 0;
	}

	private void stop(String row, Container container, ThreadKind threads, StopRun run) throws Exception {
		run.begin().get(60, TimeUnit.SECONDS);
		run.release();
		run.answers();
		addAndCheck(row, container, threads, run);
	}

	private void addAndCheck(String row, Container container, ThreadKind threads, StopRun run) {
		List<Set<Fault>> faults = run.faults();
		this.table.add(row, column(container, threads), faults, run.closedBy());
		assertThat(faults).as(run::describe).isNotEmpty().allMatch(Set::isEmpty);
		assertThat(run.closedBy()).isEqualTo("hook");
	}

	// The control: it has to be seen where a context stays open.
	@ParameterizedTest
	@MethodSource("columns")
	void aLeaseThatIsForgottenIsReportedAsALeak(Container container, ThreadKind threads) throws Exception {
		try (WebServer server = start(container, threads)) {
			CellRun run = new CellRun(server, threads, TableRow.CONTROL, TIMES, Duration.ofSeconds(1));
			List<Set<Fault>> faults = run.faults();
			this.table.addControl(TableRow.CONTROL.name(), column(container, threads), faults, run.closedBy());
			assertThat(faults).hasSize(TIMES).allMatch(Set.of(Fault.LEAK)::equals);
			server.bean(ScenarioPages.class).closeForgottenLeases();
			assertThat(run.faults()).hasSize(TIMES).allMatch(Set::isEmpty);
		}
	}

	private WebServer server(Container container, ThreadKind threads) {
		return this.servers.computeIfAbsent(column(container, threads), (missing) -> start(container, threads));
	}

	private static WebServer start(Container container, ThreadKind threads) {
		return WebServer.start(container, TableConfiguration.class, threads.property(), "server.http2.enabled=true",
				"server.tomcat.background-processor-delay=1s");
	}

	private static String column(Container container, ThreadKind threads) {
		return container + " " + threads;
	}

	static Stream<Arguments> columns() {
		return Stream.of(Container.values())
			.flatMap((container) -> ThreadKind.available().stream().map((threads) -> Arguments.of(container, threads)));
	}

	static Stream<Arguments> cells() {
		return columns().flatMap(
				(column) -> TableRow.all().stream().map((row) -> Arguments.of(column.get()[0], column.get()[1], row)));
	}

}
