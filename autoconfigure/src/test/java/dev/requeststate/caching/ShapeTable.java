package dev.requeststate.caching;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of each shape in each kind of caches, for people to read.
 */
final class ShapeTable {

	private final Map<String, Map<CacheKind, Verdict>> rows = new TreeMap<>();

	void add(CacheKind kind, String shape, Verdict verdict) {
		this.rows.computeIfAbsent(shape, (missing) -> new TreeMap<>()).put(kind, verdict);
	}

	void print(CacheKind... kinds) {
		StringBuilder table = new StringBuilder("\n" + "%-28s".formatted("cached method"));
		for (CacheKind kind : kinds) {
			table.append(" | ").append("%-14s".formatted(kind.name().toLowerCase(Locale.ROOT)));
		}
		this.rows.forEach((shape, cells) -> {
			table.append("\n").append("%-28s".formatted(shape));
			for (CacheKind kind : kinds) {
				Verdict verdict = cells.get(kind);
				table.append(" | ").append("%-14s".formatted((verdict != null) ? verdict.word() : ""));
			}
		});
		System.out.println(table.append("\n"));
	}

}
