package dev.requeststate.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A table in Markdown.
 */
final class Table {

	private final List<String> lines = new ArrayList<>();

	/**
	 * Begin one.
	 * @param heads of the columns; the first is flush left, all others flush right
	 */
	Table(List<String> heads) {
		row(heads);
		this.lines.add("|---|" + String.join("", Collections.nCopies(heads.size() - 1, "---:|")));
	}

	Table row(List<String> cells) {
		this.lines.add("| " + String.join(" | ", cells) + " |");
		return this;
	}

	@Override
	public String toString() {
		return String.join("\n", this.lines) + "\n";
	}

}
