package dev.requeststate.folio.playground;

import java.util.List;
import java.util.Map;

import dev.requeststate.RequestState;
import dev.requeststate.servlet.RequestInfo;
import org.HdrHistogram.Histogram;

import org.springframework.stereotype.Component;

/**
 * How long the headers of this request are. A component of the page that is not on it
 * until it is switched on in {@link RequestInfoController}, and then needs a library that
 * was never used before.
 */
@RequestState
@Component
class HeaderSizes {

	private static final int DIGITS = 3;

	private static final int HALF = 50;

	private final Histogram sizes = new Histogram(DIGITS);

	HeaderSizes() {
		RequestInfo.current()
			.headers()
			.values()
			.stream()
			.flatMap(List::stream)
			.forEach((value) -> this.sizes.recordValue(value.length()));
	}

	/**
	 * What the section shows.
	 */
	Map<String, ?> model() {
		return Map.of("count", this.sizes.getTotalCount(), "middle", this.sizes.getValueAtPercentile(HALF), "longest",
				this.sizes.getMaxValue(), "contextId", RequestInfo.current().id());
	}

}
