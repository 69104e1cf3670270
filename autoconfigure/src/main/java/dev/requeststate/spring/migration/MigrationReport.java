package dev.requeststate.spring.migration;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;

/**
 * Everything that the {@linkplain MigrationRules rules} find in an application, grouped
 * by what changes. {@link #toString()} is a text to read:
 *
 * <pre class="code">
 * JavaClasses classes = new ClassFileImporter().importPackages("com.example.shop");
 * System.out.println(MigrationReport.of(classes));
 * </pre>
 */
public final class MigrationReport {

	/**
	 * Where the changes are explained.
	 */
	static final String GUIDE = "docs/migrating.md#what-the-scan-finds";

	private final List<Change> changes;

	private MigrationReport(List<Change> changes) {
		this.changes = changes;
	}

	/**
	 * Look at the classes of an application.
	 * @param classes all of them, those of its tests as well if these are to be looked at
	 * @throws IllegalArgumentException if there are none
	 */
	public static MigrationReport of(JavaClasses classes) {
		Objects.requireNonNull(classes, "'classes' must not be null");
		if (classes.isEmpty()) {
			throw new IllegalArgumentException("'classes' must not be empty");
		}
		RequestScopedBeans beans = RequestScopedBeans.among(classes);
		return new MigrationReport(Stream.of(MigrationRule.values())
			.map((rule) -> new Change(rule.name(), rule.subject(), rule.before(), rule.after(), rule.remedy(),
					rule.places(beans)))
			.filter((change) -> !change.places().isEmpty())
			.toList());
	}

	/**
	 * What changes somewhere, in the order of the rules.
	 */
	public List<Change> changes() {
		return this.changes;
	}

	/**
	 * The report as a text of several lines, without one at the end.
	 */
	@Override
	public String toString() {
		if (this.changes.isEmpty()) {
			return "From @RequestScope to @RequestState: nothing was found.";
		}
		return Stream
			.concat(Stream.of("From @RequestScope to @RequestState, see " + GUIDE),
					this.changes.stream().map(Change::toString))
			.collect(Collectors.joining("\n\n"));
	}

	/**
	 * One change, with the places it was found at.
	 *
	 * @param rule the name of its rule in {@link MigrationRules}
	 * @param subject what was found
	 * @param before what it is with {@code @RequestScope}
	 * @param after what it is with {@code @RequestState}
	 * @param remedy what to do
	 * @param places where, one line for each, sorted
	 */
	public record Change(String rule, String subject, String before, String after, String remedy, List<String> places) {

		public Change {
			places = List.copyOf(places);
		}

		@Override
		public String toString() {
			return this.rule + ": " + this.subject + " (" + this.places.size() + ")\n  before:  " + this.before
					+ "\n  after:   " + this.after + "\n  to do:   " + this.remedy + "\n"
					+ this.places.stream().map((place) -> "  - " + place).collect(Collectors.joining("\n"));
		}

	}

}
