package dev.requeststate.spring.test;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.requeststate.spring.test.Finding.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Collects what an isolation check finds, on many threads, and makes one failure of it.
 */
final class Findings {

	private static final int SHOWN = 3;

	// The first finding of each context or request in each kind.
	private final Map<Kind, Map<Integer, Finding>> byKind = new EnumMap<>(Kind.class);

	synchronized void add(Finding finding) {
		this.byKind.computeIfAbsent(finding.kind(), (kind) -> new TreeMap<>()).putIfAbsent(finding.who(), finding);
	}

	synchronized boolean isEmpty() {
		return this.byKind.isEmpty();
	}

	synchronized boolean has(Kind kind) {
		return this.byKind.containsKey(kind);
	}

	/**
	 * Fail if there is any.
	 * @param expectation what was expected
	 * @param one what there are many of: {@code context} or {@code request}
	 * @param cause the likely cause and what to do
	 */
	synchronized void verify(String expectation, String one, String cause) {
		if (isEmpty()) {
			return;
		}
		StringBuilder text = new StringBuilder(expectation);
		Throwable thrown = null;
		Map<Integer, Finding> shared = this.byKind.get(Kind.OTHER);
		// Where an object is shared, the rest follows from that.
		Collection<Map<Integer, Finding>> told = (shared != null) ? List.of(shared) : this.byKind.values();
		for (Map<Integer, Finding> findings : told) {
			List<Finding> shown = findings.values().stream().limit(SHOWN).toList();
			shown.forEach((finding) -> text.append("\n- ").append(finding.text()));
			if (findings.size() > SHOWN) {
				text.append("\n  (and ").append(findings.size() - SHOWN).append(" more ").append(one).append("s)");
			}
			thrown = firstFailure(shown, thrown);
		}
		throw new AssertionError(text.append("\nLikely cause: ").append(cause).toString(), thrown);
	}

	private static @Nullable Throwable firstFailure(List<Finding> findings, @Nullable Throwable before) {
		Throwable failure = findings.get(0).failure();
		return (before != null) ? before : failure;
	}

}
