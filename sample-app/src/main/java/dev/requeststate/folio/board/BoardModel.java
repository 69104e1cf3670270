package dev.requeststate.folio.board;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.requeststate.folio.isolation.IsolationMode;
import dev.requeststate.folio.page.Language;
import dev.requeststate.folio.page.SectionThreads;
import dev.requeststate.folio.page.Texts;
import dev.requeststate.folio.page.TimeText;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * What the templates of the board show, to the reader of the current request.
 */
final class BoardModel {

	private static final int DEFAULT_REQUESTS = 1000;

	private static final int DEFAULT_CONCURRENCY = 32;

	private static final int QUARTERS = 4;

	private final BoardLimits limits;

	private final OwnAddress address;

	private final Environment environment;

	private final Texts texts;

	BoardModel(BoardLimits limits, OwnAddress address, Environment environment, Texts texts) {
		this.limits = limits;
		this.address = address;
		this.environment = environment;
		this.texts = texts;
	}

	/**
	 * Whether there is a control that leaks.
	 */
	boolean hasLeakyControl() {
		return this.environment.acceptsProfiles(Profiles.of("leaky"));
	}

	/**
	 * The form, filled in with what was asked for last.
	 * @param report what has become of that, or null if there was nothing
	 * @param notice the key of what the reader is to be told, or empty
	 */
	Map<String, ?> form(@Nullable RunReport report, String notice) {
		Map<String, Object> model = new LinkedHashMap<>();
		model.put("plan", (report != null) ? report.plan() : defaultPlan());
		model.put("limits", this.limits);
		model.put("longest", times().of(this.limits.timeLimit().toNanos()));
		model.put("modes", IsolationMode.values());
		model.put("virtual", SectionThreads.VIRTUAL.areAvailable());
		model.put("java", Runtime.version().feature());
		model.put("serverThreads", SectionThreads.usual(this.environment));
		model.put("leaky", hasLeakyControl());
		model.put("running", report != null && !report.state().isOver());
		model.put("possible", this.address.uri().isPresent());
		model.put("notice", notice);
		return model;
	}

	private RunPlan defaultPlan() {
		return new RunPlan(Math.min(DEFAULT_REQUESTS, this.limits.maxRequests()),
				Math.min(DEFAULT_CONCURRENCY, this.limits.maxConcurrency()), null,
				SectionThreads.usual(this.environment), false);
	}

	/**
	 * The board.
	 * @param report what has become of the last run, or null if there was none
	 * @param own whether it was the reader who has started that
	 */
	Map<String, ?> board(@Nullable RunReport report, boolean own) {
		if (report == null) {
			return Map.of("state", "none", "own", false, "say", this.texts.get("board.say.none"), "matrix",
					Matrix.unsent(defaultPlan().requests()), "matrixLabel", this.texts.get("board.matrix.none"));
		}
		TimeText times = times();
		Map<String, Object> model = new LinkedHashMap<>();
		model.put("state", report.state().key());
		model.put("own", own);
		model.put("over", report.state().isOver());
		model.put("control", report.plan().leaky());
		model.put("total", report.requests().size());
		model.put("answered", report.answered());
		model.put("leaks", report.leaks());
		model.put("faults", report.faults());
		model.put("say", say(report));
		model.put("asked", asked(report.plan()));
		model.put("elapsed", times.of(report.elapsed()));
		model.put("timeLeft", (report.timeLeft() > 0) ? times.of(wholeSeconds(report.timeLeft())) : "");
		model.put("throughput", Math.round(report.throughput()));
		model.put("matrix", Matrix.of(report));
		model.put("matrixLabel", this.texts.get("board.matrix.label", report.requests().size(), report.answered(),
				report.leaks(), report.faults(), report.inFlight(), report.requests().size() - report.sent()));
		model.put("plot", LatencyPlot.of(report, times));
		model.put("answeredAtAll", !report.latencies().isEmpty());
		model.put("percentiles", percentiles(report.latencies(), times));
		model.put("longest", took(report.latencies(), 100, times));
		model.put("modes", modes(report, times));
		model.put("findings", report.findings().stream().map((finding) -> tell(finding, report)).toList());
		return model;
	}

	// Changes now and then only: it is read aloud.
	private String say(RunReport report) {
		String text = this.texts.get("board.say." + report.state().key(), report.requests().size(), report.answered(),
				report.leaks(), report.faults());
		if (report.state() != RunState.RUNNING) {
			return text;
		}
		int quarters = QUARTERS * report.answered() / report.requests().size();
		return (quarters == 0) ? text
				: this.texts.get("board.say.quarters", quarters, report.requests().size(), report.leaks());
	}

	private String asked(RunPlan plan) {
		String mode = (plan.mode() != null) ? plan.mode().key() : this.texts.get("board.mode.all");
		return this.texts.get(plan.leaky() ? "board.asked.leaky" : "board.asked", plan.requests(), plan.concurrency(),
				mode, this.texts.get("board.threads." + plan.threads().key()));
	}

	private static List<Row> percentiles(Latencies latencies, TimeText times) {
		return LatencyPlot.PERCENTILES.stream()
			.map((percent) -> new Row("p" + percent, took(latencies, percent, times)))
			.toList();
	}

	private static String took(Latencies latencies, int percent, TimeText times) {
		return latencies.isEmpty() ? "\u2013" : times.of(latencies.percentile(percent));
	}

	// What is an estimate is not said to the millisecond. Up, for it is not over yet.
	private static long wholeSeconds(long nanos) {
		long second = TimeUnit.SECONDS.toNanos(1);
		return (nanos + second - 1) / second * second;
	}

	private static List<ModeRow> modes(RunReport report, TimeText times) {
		return Stream.of(IsolationMode.values())
			.map((mode) -> ModeRow.of(mode, report.of(mode), times))
			.flatMap(Optional::stream)
			.toList();
	}

	private Told tell(Finding finding, RunReport report) {
		RunRequest request = finding.request();
		int whose = report.numberOf(finding.found());
		List<Object> gaps = new ArrayList<>(
				List.of(request.number(), request.mode().key(), finding.found(), request.mode().status()));
		gaps.add(finding.where().isEmpty() ? this.texts.get("board.finding.in-body")
				: this.texts.get("board.finding.in-header", finding.where()));
		gaps.add((whose > 0) ? this.texts.get("board.finding.whose", whose)
				: this.texts.get("board.finding.whose-else"));
		return new Told(finding.kind().isLeak(),
				this.texts.get("board.finding." + finding.kind().key(), gaps.toArray()), request.token(),
				finding.excerpt());
	}

	private static TimeText times() {
		return new TimeText(Language.current().locale());
	}

	/**
	 * A figure and what it is.
	 *
	 * @param key what it is
	 * @param value the figure
	 */
	record Row(String key, String value) {
	}

	/**
	 * A finding in words.
	 *
	 * @param leak whether it is a leak
	 * @param text what was found
	 * @param token the request's own token
	 * @param excerpt what stands around what was found
	 */
	record Told(boolean leak, String text, String token, String excerpt) {
	}

	/**
	 * The figures of one mode.
	 *
	 * @param mode the mode
	 * @param answered how many of its requests were answered
	 * @param leaks how many of them were shown what is another's
	 * @param faults how many were not as they have to be
	 * @param median the time in which half of the answers had come
	 * @param p95 the time in which nearly all had come
	 */
	record ModeRow(IsolationMode mode, int answered, int leaks, int faults, String median, String p95) {

		static Optional<ModeRow> of(IsolationMode mode, RunReport report, TimeText times) {
			Latencies latencies = report.latencies();
			return report.outcomes().isEmpty() ? Optional.empty() : Optional.of(new ModeRow(mode, report.answered(),
					report.leaks(), report.faults(), took(latencies, 50, times), took(latencies, 95, times)));
		}

	}

}
