package dev.requeststate.folio.playground;

import jakarta.el.ELProcessor;

/**
 * How many visits fall to one start of Folio. A plain helper that nobody calls until it
 * is switched on in {@link RequestInfoPage}, and then needs a library that was never used
 * before.
 */
final class VisitRate {

	private VisitRate() {
	}

	/**
	 * The visits for each start.
	 * @param visits how many visits there were
	 * @param starts how many starts, at least one
	 */
	static double of(long visits, int starts) {
		ELProcessor expressions = new ELProcessor();
		expressions.setValue("visits", visits);
		expressions.setValue("starts", starts);
		return (double) expressions.getValue("visits div starts", double.class);
	}

}
