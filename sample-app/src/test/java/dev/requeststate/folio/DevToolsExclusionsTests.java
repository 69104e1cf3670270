package dev.requeststate.folio;

import java.io.IOException;
import java.util.Properties;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.io.UrlResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what DevTools leaves out of a restart. It looks for the patterns anywhere in
 * the URL of each entry of the class path.
 */
class DevToolsExclusionsTests {

	@ParameterizedTest
	@CsvSource({ "file:/projects/request-state/core/target/classes/, true",
			"file:/projects/request-state/autoconfigure/target/classes/, true",
			"file:/projects/request-state/sample-app/target/classes/, false",
			"file:/projects/request-state/core/target/test-classes/, false",
			"file:/projects/score/target/classes/, false", "file:/projects/core/app/target/classes/, false" })
	void modulesOfTheLibraryAreLeftOutAndNothingElse(String url, boolean leftOut) throws IOException {
		Properties properties = new Properties();
		PropertiesLoaderUtils.fillProperties(properties,
				new UrlResource(FolioApplication.class.getProtectionDomain().getCodeSource().getLocation().toString()
						+ "META-INF/spring-devtools.properties"));
		assertThat(properties.values()
			.stream()
			.anyMatch((pattern) -> Pattern.compile((String) pattern).matcher(url).find())).isEqualTo(leftOut);
	}

}
