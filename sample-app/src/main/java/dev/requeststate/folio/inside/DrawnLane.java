package dev.requeststate.folio.inside;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A lane as it is drawn: every place and width in hundredths of the time that its context
 * was open, from the left.
 *
 * @param id the identity of the context
 * @param name what it was opened for
 * @param open whether it is open
 * @param recorded whether it was taken down, or is only known to be open
 * @param lasted how long it was open, or is, in the reader's language
 * @param state what its request is doing; empty where it is closed
 * @param rows how many rows there are, one for each thread as far as they go
 * @param runs where the context was current
 * @param ticks the beginnings of dispatches
 * @param ended where the container was done with the request, or null if it is not
 * @param leases what keeps it open
 * @param label all of it in a sentence
 * @param told all of it in words
 */
public record DrawnLane(String id, String name, boolean open, boolean recorded, String lasted, String state, int rows,
		List<Bar> runs, List<Tick> ticks, @Nullable String ended, int leases, String label, List<String> told) {

	/**
	 * The same as long as nothing more happens.
	 */
	public String version() {
		return this.open ? "" : "closed";
	}

	/**
	 * A time on a thread.
	 *
	 * @param x where it begins
	 * @param width how wide it is
	 * @param row which row it is in, from zero
	 * @param colour the number of the colour of its thread
	 * @param running whether it goes on
	 * @param title what it is, in words
	 */
	public record Bar(String x, String width, int row, int colour, boolean running, String title) {
	}

	/**
	 * The beginning of a dispatch.
	 *
	 * @param x where it is
	 * @param labelX where its letter is
	 * @param type its type, as the servlet API calls it
	 * @param title what it is, in words
	 */
	public record Tick(String x, String labelX, String type, String title) {

		/**
		 * The first letter of the type.
		 */
		public String letter() {
			return this.type.substring(0, 1);
		}

	}

}
