package dev.requeststate.folio.inside;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.requeststate.folio.inside.DrawnLane.Bar;
import dev.requeststate.folio.inside.DrawnLane.Tick;
import dev.requeststate.folio.page.Texts;
import dev.requeststate.folio.page.TimeText;
import dev.requeststate.spring.actuate.RequestStateReport.Context;
import dev.requeststate.spring.actuate.RequestStateReport.HeldLease;
import org.jspecify.annotations.Nullable;

/**
 * Draws lanes for one reader, who sees them in one language.
 */
final class LaneDrawing {

	static final int MAX_ROWS = 6;

	private static final int COLOURS = 6;

	// What is shorter than this cannot be seen.
	private static final double LEAST_WIDTH = 0.8;

	private static final double WHOLE = 100;

	// What a letter needs where a lane is narrow.
	private static final double LETTER = 3.5;

	private final Texts texts;

	private final TimeText times;

	LaneDrawing(Texts texts, Locale locale) {
		this.texts = texts;
		this.times = new TimeText(locale);
	}

	/**
	 * Draw a context.
	 * @param lane what was taken down of it, or null if nothing was
	 * @param context what is said of it as long as it is open, or null
	 */
	DrawnLane draw(@Nullable Lane lane, @Nullable Context context) {
		if (lane != null) {
			return drawRecorded(lane, context);
		}
		if (context != null) {
			return drawOpen(context);
		}
		throw new IllegalArgumentException("There is nothing to be drawn");
	}

	private DrawnLane drawOpen(Context context) {
		String lasted = this.times.of(TimeUnit.MILLISECONDS.toNanos(context.ageMillis()));
		String label = this.texts.get("inside.label.open", context.name(), lasted, 0, 0, context.leases().size());
		List<String> told = new ArrayList<>(List.of(this.texts.get("inside.told.unrecorded")));
		tellOpen(told, context);
		return new DrawnLane(context.id(), context.name(), true, false, lasted, context.dispatch(), 1, List.of(),
				List.of(), null, context.leases().size(), label, told);
	}

	private DrawnLane drawRecorded(Lane lane, @Nullable Context context) {
		boolean open = !lane.isClosed();
		// Read after the runs, so that none of them ends later.
		List<Lane.Run> runs = lane.runs();
		List<Lane.Dispatch> dispatches = lane.dispatches();
		long ended = lane.ended();
		long length = Math.max(1, open ? lane.age() : lane.closed());
		Map<String, Integer> threads = new LinkedHashMap<>();
		runs.forEach((run) -> threads.putIfAbsent(run.thread(), threads.size()));
		List<Bar> bars = runs.stream().map((run) -> bar(run, threads, length)).toList();
		List<Tick> ticks = ticks(dispatches, length);
		int leases = (open && context != null) ? context.leases().size() : 0;
		String lasted = this.times.of(length);
		String label = this.texts.get(open ? "inside.label.open" : "inside.label.closed", lane.name(), lasted,
				dispatches.size(), threads.size(), leases);
		return new DrawnLane(lane.id(), lane.name(), open, true, lasted,
				(open && context != null) ? context.dispatch() : "", Math.max(1, Math.min(threads.size(), MAX_ROWS)),
				bars, ticks, (ended != Lane.NOT_YET) ? place(ended, length) : null, leases, label,
				tell(lane, runs, dispatches, ended, context));
	}

	private Bar bar(Lane.Run run, Map<String, Integer> threads, long length) {
		int thread = threads.getOrDefault(run.thread(), 0);
		long end = run.to();
		boolean running = end == Lane.NOT_YET;
		double from = share(run.from(), length);
		double width = Math.max(LEAST_WIDTH, share(running ? length : end, length) - from);
		from = Math.min(from, WHOLE - width);
		return new Bar(percent(from), percent(width), Math.min(thread, MAX_ROWS - 1), thread % COLOURS, running,
				tellRun(run));
	}

	// A letter must not be written over another one, nor at the very edge.
	private List<Tick> ticks(List<Lane.Dispatch> dispatches, long length) {
		List<Tick> ticks = new ArrayList<>();
		double free = 0;
		for (Lane.Dispatch dispatch : dispatches) {
			double at = share(dispatch.at(), length);
			double label = Math.min(Math.max(at, free), WHOLE - LETTER);
			free = label + LETTER;
			ticks.add(new Tick(percent(at), percent(label), dispatch.type(),
					this.texts.get("inside.told.dispatch", this.times.of(dispatch.at()), dispatch.type())));
		}
		return ticks;
	}

	private List<String> tell(Lane lane, List<Lane.Run> runs, List<Lane.Dispatch> dispatches, long ended,
			@Nullable Context context) {
		List<Told> events = new ArrayList<>();
		dispatches.forEach((dispatch) -> events.add(new Told(dispatch.at(),
				this.texts.get("inside.told.dispatch", this.times.of(dispatch.at()), dispatch.type()))));
		runs.forEach((run) -> events.add(new Told(run.from(), tellRun(run))));
		if (ended != Lane.NOT_YET) {
			events.add(new Told(ended, this.texts.get("inside.told.ended", this.times.of(ended))));
		}
		if (lane.isClosed()) {
			events.add(new Told(Long.MAX_VALUE, this.texts.get("inside.told.closed", this.times.of(lane.closed()))));
		}
		events.sort(Comparator.comparingLong(Told::at));
		List<String> told = new ArrayList<>(events.stream().map(Told::text).toList());
		if (lane.moreRuns() > 0) {
			told.add(this.texts.get("inside.told.more", lane.moreRuns()));
		}
		if (context != null && !lane.isClosed()) {
			tellOpen(told, context);
		}
		return told;
	}

	private String tellRun(Lane.Run run) {
		String from = this.times.of(run.from());
		return (run.to() == Lane.NOT_YET) ? this.texts.get("inside.told.running", from, run.thread())
				: this.texts.get("inside.told.run", from, this.times.of(run.to()), run.thread());
	}

	private void tellOpen(List<String> told, Context context) {
		for (HeldLease lease : context.leases()) {
			String holder = (lease.holder() != null) ? lease.holder() : this.texts.get("inside.told.by-hand");
			told.add(this.texts.get("inside.told.lease", holder, lease.thread()));
		}
		if (!context.values().isEmpty()) {
			told.add(this.texts.get("inside.told.values", String.join(", ", context.values())));
		}
	}

	private static double share(long at, long length) {
		return Math.max(0, Math.min(WHOLE, WHOLE * at / length));
	}

	private static String place(long at, long length) {
		return percent(share(at, length));
	}

	private static String percent(double value) {
		return String.format(Locale.ROOT, "%.2f%%", value);
	}

	private record Told(long at, String text) {
	}

}
