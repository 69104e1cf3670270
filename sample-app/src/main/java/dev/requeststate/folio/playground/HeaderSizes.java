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

	private final long count;

	private final long middle;

	private final long longest;

	// The library is used in here alone: Spring would load the type of a field when it
	// looks at the class, long before it makes the component.
	HeaderSizes() {
		Histogram sizes = new Histogram(DIGITS);
		for (List<String> values : RequestInfo.current().headers().values()) {
			for (String value : values) {
				sizes.recordValue(value.length());
			}
		}
		this.count = sizes.getTotalCount();
		this.middle = sizes.getValueAtPercentile(HALF);
		this.longest = sizes.getMaxValue();
	}

	/**
	 * What the section shows.
	 */
	Map<String, ?> model() {
		return Map.of("count", this.count, "middle", this.middle, "longest", this.longest, "contextId",
				RequestInfo.current().id());
	}

}
