package dev.requeststate.autoconfigure;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a development environment knows of the properties.
 */
class ConfigurationMetadataTests {

	private final JsonNode metadata = read();

	@Test
	void eachPropertyThatIsOneOfSeveralWordsHasAHintForEachOfThem() throws Exception {
		Map<String, List<String>> words = new HashMap<>();
		for (JsonNode property : this.metadata.get("properties")) {
			Class<?> type = type(property.get("type").asString());
			if (type.isEnum() && type.getName().startsWith("dev.requeststate.")) {
				words.put(property.get("name").asString(),
						Stream.of(type.getEnumConstants())
							.map((word) -> ((Enum<?>) word).name().toLowerCase(Locale.ROOT))
							.toList());
			}
		}
		Map<String, List<String>> hinted = new HashMap<>();
		for (JsonNode hint : this.metadata.get("hints")) {
			List<String> values = new ArrayList<>();
			hint.get("values").forEach((value) -> {
				values.add(value.get("value").asString());
				assertThat(value.get("description").asString()).endsWith(".");
			});
			hinted.put(hint.get("name").asString(), values);
		}
		assertThat(words).isNotEmpty();
		assertThat(hinted).isEqualTo(words);
	}

	@Test
	void eachPropertyIsDescribed() {
		assertThat(this.metadata.get("properties")).isNotEmpty()
			.allSatisfy((property) -> assertThat(property.path("description").asString(""))
				.as(property.get("name").asString())
				.endsWith("."));
	}

	private static Class<?> type(String name) throws ClassNotFoundException {
		String raw = name.replaceFirst("<.*", "");
		return raw.contains(".") ? Class.forName(raw) : Object.class;
	}

	// Other modules of the class path have one as well.
	private static JsonNode read() {
		try {
			URI classes = RequestStateProperties.class.getProtectionDomain().getCodeSource().getLocation().toURI();
			return JsonMapper.shared()
				.readTree(Path.of(classes).resolve("META-INF/spring-configuration-metadata.json").toFile());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
