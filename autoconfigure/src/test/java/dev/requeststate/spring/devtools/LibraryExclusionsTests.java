package dev.requeststate.spring.devtools;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what the library's jars keep out of restarts. DevTools looks for each pattern
 * anywhere in the URL of an entry of the class path.
 */
class LibraryExclusionsTests {

	private static final String PREFIX = "restart.exclude.request-state-";

	@ParameterizedTest
	@ValueSource(strings = { "file:/repo/dev/requeststate/request-state-core/0.1.0/request-state-core-0.1.0.jar",
			"file:/work%20space/lib/request-state-core-0.1.0-SNAPSHOT.jar",
			"file:/C:/lib/request-state-core-12.0-20261121.101010-3.jar", "file:/app/lib/request-state-core.jar",
			"file:/lib/request-state-spring-boot-autoconfigure-0.1.0.jar",
			"file:/lib/request-state-spring-boot-autoconfigure.jar" })
	void jarsOfTheLibraryStay(String url) throws IOException {
		assertThat(isExcluded(url)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "file:/projects/shop/core/target/classes/",
			"file:/projects/shop/autoconfigure/target/classes/", "file:/projects/request-state-core/target/classes/",
			"file:/projects/request-state-core/bin/main/", "file:/projects/request-state-core-1.jar/classes/",
			"file:/lib/core-0.1.0.jar", "file:/lib/my-request-state-core-0.1.0.jar",
			"file:/lib/request-state-core-shop-0.1.0.jar", "file:/lib/request-state-core-0.1.0.jar.d/",
			"file:/lib/request-state-core-0.1.0xjar", "file:/lib/request-state-spring-boot-starter-0.1.0.jar",
			"file:/lib/request-state-sample-app-0.1.0.jar" })
	void nothingElseIsNamed(String url) throws IOException {
		assertThat(isExcluded(url)).isFalse();
	}

	@Test
	void eachJarNamesItself() throws IOException {
		assertThat(exclusions()).extracting(Properties::stringPropertyNames)
			.allSatisfy((names) -> assertThat(names).hasSize(1))
			.flatMap((names) -> names)
			.containsExactlyInAnyOrder(PREFIX + "core", PREFIX + "spring-boot-autoconfigure");
	}

	private static boolean isExcluded(String url) throws IOException {
		return exclusions().stream()
			.flatMap((exclusions) -> exclusions.values().stream())
			.anyMatch((pattern) -> Pattern.compile((String) pattern).matcher(url).find());
	}

	private static List<Properties> exclusions() throws IOException {
		List<Properties> found = new ArrayList<>();
		for (URL url : Collections
			.list(LibraryExclusionsTests.class.getClassLoader().getResources("META-INF/spring-devtools.properties"))) {
			Properties properties = new Properties();
			try (InputStream in = url.openStream()) {
				properties.load(in);
			}
			if (properties.stringPropertyNames().stream().anyMatch((name) -> name.startsWith(PREFIX))) {
				found.add(properties);
			}
		}
		return found;
	}

}
