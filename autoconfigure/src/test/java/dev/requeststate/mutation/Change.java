package dev.requeststate.mutation;

import java.util.regex.Pattern;

/**
 * What was changed in a mutant, and where, without anything that moves when other lines
 * do: two of the same kind in one method are the same change twice.
 *
 * @param type the class, without the part of its name that all share
 * @param method the method, also for what is in a lambda in it
 * @param what in the words of PIT, without packages
 */
record Change(String type, String method, String what) implements Comparable<Change> {

	private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");

	private static final Pattern RETURNING = Pattern.compile(" for [\\w/$]+::\\S+$");

	private static final Pattern CALLED = Pattern.compile("[\\w/$]*/([\\w$]+::)");

	/**
	 * Read a change from what a report says.
	 * @param type the name of the class
	 * @param method the name of the method, as in the class file
	 * @param description what PIT did there
	 */
	static Change of(String type, String method, String description) {
		String what = RETURNING.matcher(description).replaceFirst("");
		return new Change(type.replace("dev.requeststate.", ""), LAMBDA.matcher(method).replaceFirst("$1"),
				CALLED.matcher(what).replaceAll("$1"));
	}

	@Override
	public int compareTo(Change other) {
		return toString().compareTo(other.toString());
	}

	@Override
	public String toString() {
		return "`" + this.type + "` | `" + this.method + "` | " + this.what;
	}

}
