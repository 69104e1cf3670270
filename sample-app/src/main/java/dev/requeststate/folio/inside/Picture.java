package dev.requeststate.folio.inside;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.requeststate.context.RequestContext;
import dev.requeststate.folio.page.Language;
import dev.requeststate.folio.page.Texts;
import dev.requeststate.spring.actuate.RequestStateEndpoint;
import dev.requeststate.spring.actuate.RequestStateReport;
import dev.requeststate.spring.actuate.RequestStateReport.Context;

/**
 * What the page shows now: the contexts that have been open for the longest, as the
 * endpoint tells of them, then those that were taken down, the last ones first.
 */
final class Picture {

	/**
	 * How many contexts are drawn at most.
	 */
	static final int MOST = 50;

	// The rest is left for those that come and go.
	private static final int MOST_OPEN = 20;

	private final RequestStateEndpoint endpoint;

	private final LaneRecorder recorder;

	private final Texts texts;

	private final String unseen;

	/**
	 * Create a picture.
	 * @param endpoint tells of what is open
	 * @param recorder remembers what was
	 * @param texts the words
	 * @param unseen the end of the names of contexts that are not drawn
	 */
	Picture(RequestStateEndpoint endpoint, LaneRecorder recorder, Texts texts, String unseen) {
		this.endpoint = endpoint;
		this.recorder = recorder;
		this.texts = texts;
		this.unseen = unseen;
	}

	/**
	 * What the template shows, to the reader of the current request.
	 */
	Map<String, ?> model() {
		RequestStateReport report = this.endpoint.report(2 * MOST_OPEN);
		// Without the request that asks, and the leases by which its sections follow it.
		String own = RequestContext.current().id();
		long open = Math.max(0, report.counts().open() - 1);
		long leases = Math.max(0, report.counts().leases() - leases(report.open(), own));
		return Map.of("lanes", lanes(report.open(), own), "counts", report.counts(), "open", open, "leases", leases,
				"most", MOST);
	}

	private static long leases(List<Context> open, String id) {
		return open.stream()
			.filter((context) -> context.id().equals(id))
			.mapToLong((context) -> context.leases().size())
			.sum();
	}

	private List<DrawnLane> lanes(List<Context> open, String own) {
		Map<String, Lane> recorded = new LinkedHashMap<>();
		this.recorder.lanes().forEach((lane) -> recorded.put(lane.id(), lane));
		recorded.remove(own);
		LaneDrawing drawing = new LaneDrawing(this.texts, Language.current().locale());
		List<DrawnLane> drawn = new ArrayList<>();
		for (Context context : open) {
			if (drawn.size() < MOST_OPEN && !context.id().equals(own) && !context.name().endsWith(this.unseen)) {
				drawn.add(drawing.draw(recorded.remove(context.id()), context));
			}
		}
		for (Lane lane : recorded.values()) {
			if (drawn.size() < MOST) {
				drawn.add(drawing.draw(lane, null));
			}
		}
		return drawn;
	}

}
