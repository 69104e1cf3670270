package dev.requeststate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

import dev.requeststate.benchmarks.report.Figure;
import dev.requeststate.benchmarks.report.Results;

import org.springframework.util.FileSystemUtils;

/**
 * What an application pays for the library as a whole: the pages of the packaged sample's
 * shop with it, and the same pages on Spring's own request scope, as processes of their
 * own that are loaded in turns.
 * <p>
 * The pages are the sample's own class files and templates both times. With the library,
 * they run as packaged, all of it switched on that is by default: the guard that watches
 * cached calls, tags, meters and leases among it. Without it, its jars are not there, and
 * {@code src/spring-scope} has the few types that the pages name, made of what Spring
 * has: beans in {@code @RequestScope}, request attributes with destruction callbacks, and
 * {@code RequestContextHolder}, which each task carries over. So it does less: nothing
 * watches cached calls, nothing is tagged or counted, a task may outlive its request
 * unnoticed, headers are set at once, and the beans that sections share have to be made
 * before these begin (see {@code BeforeTheSections}). Both have Spring's
 * {@code RequestContextFilter}, which Spring Boot brings. The pages are compared byte for
 * byte at first, without nonces and what is drawn at random.
 * <p>
 * The pairs are shared out among a few pairs of processes, as no two processes compile
 * the same code in the same way; what counts is the mean of each pair of processes. They
 * are warmed up until hardly anything is compiled any more, for two minutes: before that
 * most of the time that a page takes is the compiler's. All have the same options, see
 * {@link FolioVariants}. Where both are there, the one that is not loaded stands still.
 * The order changes from pair to pair. After
 * {@code mvn -pl benchmarks,sample-app -am package -DskipTests}:
 *
 * <pre class="code">
 * java -jar benchmarks/target/benchmarks.jar end-to-end
 * </pre>
 *
 * @see <a href=
 * "https://docs.spring.io/spring-framework/reference/core/beans/factory-scopes.html">Spring's
 * documentation of its scopes</a>
 */
public final class EndToEnd {

	private static final String GROUP = "end-to-end";

	private static final Pattern READY = Pattern.compile("ready after (\\d+) microseconds");

	private static final int RESTARTS_WARM_UP = 5;

	private final EndToEndOptions options;

	private final PackagedSample sample;

	private final FolioVariants folio;

	private final Wrk wrk;

	private final RatioTable ratios = new RatioTable();

	private EndToEnd(EndToEndOptions options, Path directory) throws IOException {
		this.options = options;
		this.wrk = new Wrk(directory, options.connections(), FolioPage.HEADERS);
		this.sample = new PackagedSample(options.sample(), Files.createDirectory(directory.resolve("sample")));
		this.folio = new FolioVariants(this.sample, Files.createDirectory(directory.resolve("variants")));
	}

	/**
	 * Measure, print and write the results.
	 * @param arguments the packaged sample, the number of pairs, and options, all of
	 * which have defaults
	 * @throws Exception if wrk is missing, or a server does not start or answer
	 */
	public static void main(String[] arguments) throws Exception {
		EndToEndOptions options = new EndToEndOptions(arguments);
		Path directory = Files.createTempDirectory("end-to-end");
		try {
			List<Figure> figures = new EndToEnd(options, directory).measure();
			System.out.println(new Results(figures, List.of()).write(options.results(), GROUP));
		}
		finally {
			FileSystemUtils.deleteRecursively(directory);
		}
	}

	private List<Figure> measure() throws Exception {
		try (ServerProcess with = this.folio.with(); ServerProcess without = this.folio.without()) {
			FolioPage.requireSame(with, without);
			System.out.println("The pages are the same");
		}
		for (int processes = 0; processes < this.options.processes(); processes++) {
			System.out.printf("processes %d of %d%n", processes + 1, this.options.processes());
			load(processes);
		}
		for (int pair = 0; pair < this.options.starts(); pair++) {
			start(pair);
		}
		restart();
		List<Figure> figures = new ArrayList<>(this.ratios.figures(GROUP));
		figures.addAll(size());
		return figures;
	}

	private void load(int processes) throws Exception {
		boolean withFirst = processes % 2 == 0;
		try (ServerProcess first = withFirst ? this.folio.with() : this.folio.without();
				ServerProcess second = withFirst ? this.folio.without() : this.folio.with()) {
			System.out.printf("warmed up by %d and %d requests%n", warmUp(first), warmUp(second));
			ServerProcess with = withFirst ? first : second;
			ServerProcess without = withFirst ? second : first;
			Map<FolioPage, List<PairedRatios.Pair<PageCost>>> costs = new LinkedHashMap<>();
			for (int pair = 0; pair < this.options.pairsOfEach(); pair++) {
				for (FolioPage page : FolioPage.ALL) {
					PairedRatios.Pair<PageCost> cost = inTurns(processes + pair, () -> measure(with, page),
							() -> measure(without, page));
					System.out.printf("%s: %s; without: %s%n", page.path(), cost.measured(), cost.base());
					costs.computeIfAbsent(page, (key) -> new ArrayList<>()).add(cost);
				}
			}
			for (String name : PageCost.NAMES) {
				costs.forEach((page, pairs) -> this.ratios.add(name + ", " + page.path(),
						pairs.stream().map((cost) -> cost.measured().value(name) / cost.base().value(name)).toList()));
			}
			PairedRatios.Pair<Long> heap = inTurns(processes, () -> heap(with), () -> heap(without));
			this.ratios.add("heap after a collection", heap.measured(), heap.base());
			this.ratios.add("resident memory", with.residentMemory(), without.residentMemory());
		}
	}

	private static <T> PairedRatios.Pair<T> inTurns(int pair, Callable<T> with, Callable<T> without) throws Exception {
		return PairedRatios.Pair.inTurns(pair, with, without);
	}

	private long warmUp(ServerProcess server) throws IOException {
		long requests = 0;
		for (FolioPage page : FolioPage.ALL) {
			requests += this.wrk.run(server.address(page.path()), this.options.warmUp()).requests();
		}
		return requests;
	}

	private PageCost measure(ServerProcess server, FolioPage page) throws IOException, InterruptedException {
		return PageCost.measure(server, this.wrk, page.path(), this.options.seconds());
	}

	private static long heap(ServerProcess server) throws IOException, InterruptedException {
		return Long.parseLong(server.get("/measures/heap"));
	}

	private void start(int pair) throws Exception {
		PairedRatios.Pair<Start> start = inTurns(pair, () -> Start.of(this.folio::with),
				() -> Start.of(this.folio::without));
		System.out.printf("start %d of %d: %s; without: %s%n", pair + 1, this.options.starts(), start.measured(),
				start.base());
		this.ratios.add("start-up to the first page", start.measured().time(), start.base().time());
		this.ratios.add("processor time of the start-up", start.measured().processorTime(),
				start.base().processorTime());
	}

	private void restart() throws Exception {
		try (ServerProcess with = this.folio.developedWith(); ServerProcess without = this.folio.developedWithout()) {
			// Whoever has a port is not ready yet.
			with.await(READY);
			without.await(READY);
			for (int pair = -RESTARTS_WARM_UP; pair < this.options.restarts(); pair++) {
				PairedRatios.Pair<Long> time = inTurns(Math.floorMod(pair, 2), () -> restart(with),
						() -> restart(without));
				if (pair >= 0) {
					System.out.printf("restart %d of %d: %d us; without: %d us%n", pair + 1, this.options.restarts(),
							time.measured(), time.base());
					this.ratios.add("restart by DevTools", time.measured(), time.base());
				}
			}
		}
	}

	private static long restart(ServerProcess server) throws IOException {
		server.post("/restart");
		server.awaitRestart();
		return Long.parseLong(server.await(READY));
	}

	private List<Figure> size() throws IOException {
		Set<String> added = this.sample.dependenciesAdded();
		long bytes = this.sample.librarySize();
		System.out.printf(Locale.ROOT, "The library has %d bytes of the jar's %d; it adds the dependencies %s%n", bytes,
				this.sample.size(), added);
		return List.of(new Figure(GROUP, "jar size added", "bytes", bytes, null, null, 1), new Figure(GROUP,
				"dependencies added beyond Spring Boot's", "dependencies", added.size(), null, null, 1));
	}

	/**
	 * A start, from the beginning of the process to the end of its first page's answer.
	 *
	 * @param time how long it took, in nanoseconds
	 * @param processorTime what it took of all processors, in nanoseconds
	 */
	private record Start(long time, long processorTime) {

		static Start of(Callable<ServerProcess> program) throws Exception {
			long begin = System.nanoTime();
			try (ServerProcess server = program.call()) {
				server.get("/books");
				return new Start(System.nanoTime() - begin, server.processorTime());
			}
		}

		@Override
		public String toString() {
			return String.format(Locale.ROOT, "%.3f s", this.time / 1e9);
		}

	}

}
