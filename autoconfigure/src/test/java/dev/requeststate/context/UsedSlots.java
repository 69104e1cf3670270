package dev.requeststate.context;

import java.util.stream.IntStream;

/**
 * How far the indices of the slots have grown.
 */
public final class UsedSlots {

	private static final int MORE = 1000;

	private UsedSlots() {
	}

	/**
	 * Count the indices in use, give or take none as long as fewer than a thousand below
	 * the highest are free.
	 */
	public static int count() {
		return IntStream.range(0, MORE).map((number) -> RequestLocal.named("probe").index()).max().orElseThrow() - MORE
				+ 1;
	}

}
