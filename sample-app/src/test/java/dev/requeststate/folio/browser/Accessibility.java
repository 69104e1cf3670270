package dev.requeststate.folio.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.springframework.core.io.ClassPathResource;

/**
 * What keeps people from using a page, as far as axe-core finds it: violations that it
 * calls serious or critical.
 */
final class Accessibility {

	private static final ClassPathResource AXE = new ClassPathResource("axe.min.js");

	// Without being asked, axe-core does not look at how big a target for a finger is.
	private static final String RUN = """
			const done = arguments[arguments.length - 1];
			const options = { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } };
			axe.run(document, { ...options, ...arguments[0] }).then(
				(results) => done(results.violations
					.filter((rule) => ['serious', 'critical'].includes(rule.impact))
					.map((rule) => `${rule.impact} ${rule.id}: ${rule.help}: `
						+ rule.nodes.map((node) => `${node.target} (${node.failureSummary})`).join('; '))),
				(error) => done([`axe-core has failed: ${error}`]));
			""";

	private static final String IS_THERE = "return 'axe' in window";

	private final String source;

	Accessibility() {
		try {
			this.source = AXE.getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * All that is violated by the page as it is now.
	 */
	List<String> violations(Tab tab) {
		return run(tab, Map.of());
	}

	/**
	 * What is violated by the colours of the page as it is now. In another colour scheme,
	 * nothing else can be different.
	 */
	List<String> violationsByColour(Tab tab) {
		return run(tab, Map.of("runOnly", List.of("cat.color")));
	}

	private List<String> run(Tab tab, Map<String, ?> options) {
		if (!Boolean.TRUE.equals(tab.run(IS_THERE))) {
			tab.run(this.source);
		}
		return ((List<?>) tab.runAndWait(RUN, options)).stream().map(String::valueOf).toList();
	}

}
