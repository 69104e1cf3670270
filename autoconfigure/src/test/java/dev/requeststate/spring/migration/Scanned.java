package dev.requeststate.spring.migration;

import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;

/**
 * What a rule finds in an application that is written for it.
 */
final class Scanned {

	private Scanned() {
	}

	/**
	 * Apply a rule.
	 * @param rule the rule
	 * @param application a class whose nested classes are those of the application
	 * @return the places, without the lines
	 */
	static List<String> places(ArchRule rule, Class<?> application) {
		Class<?>[] classes = Stream.concat(Stream.of(application), Stream.of(application.getDeclaredClasses()))
			.toArray(Class<?>[]::new);
		return rule.evaluate(new ClassFileImporter().importClasses(classes))
			.getFailureReport()
			.getDetails()
			.stream()
			.map((place) -> place.replaceAll(" in \\(\\w+[.]java:\\d+\\)", "")
				.replace(application.getDeclaringClass().getSimpleName() + "." + application.getSimpleName() + ".", ""))
			.toList();
	}

}
