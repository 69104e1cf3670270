package dev.requeststate.docs;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.requeststate.autoconfigure.RequestStateProperties;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every property of this library that the pages name is one, and every value they give it
 * is taken.
 */
class PropertiesTests {

	private static final Pattern NAME = Pattern
		.compile("(?<![\\w/.])(?<!\\w-)request-state((?:\\.[a-z]+(?:-[a-z]+)*)+)(?:=([^\\s`,;)]*[^\\s`,;).]))?");

	private static final Pattern METER = Pattern.compile("\"(request-state(?:\\.[a-z-]+)+)\"");

	@TestFactory
	Stream<DynamicTest> everyPropertyExistsAndTakesItsValue() {
		return Documents.all()
			.stream()
			.map((document) -> DynamicTest.dynamicTest(Documents.name(document),
					() -> assertThat(wrong(Documents.read(document))).isEmpty()));
	}

	@Test
	void whatIsNoPropertyOrNoValueIsFound() {
		assertThat(wrong("""
				`request-state.leak-detection`, `request-state.cache.*`, the meter `request-state.contexts.open`,
				--request-state.cache.guard=off, adding-request-state.md
				```yaml
				request-state:
				  lease:
				    warn-after: 2m
				```
				```properties
				request-state.filter.order=1
				management.metrics.distribution.percentiles.request-state.contexts.lifetime=0.5
				```
				""")).isEmpty();
		assertThat(wrong("`request-state.leek-detection`")).hasSize(1);
		assertThat(wrong("`request-state.leak-detection=perhaps`")).hasSize(1);
		assertThat(wrong("```properties\nrequest-state.lease.warn-after=soon\n```")).hasSize(1);
		assertThat(wrong("```properties\nrequest-state.lease.warn=1m\n```")).hasSize(2);
		assertThat(wrong("```yaml\nrequest-state:\n  lease:\n    warn: 1m\n```")).hasSize(1);
	}

	private static List<String> wrong(String document) {
		Set<String> known = known();
		Map<String, String> values = new TreeMap<>();
		List<String> wrong = new ArrayList<>();
		for (MatchResult mention : Documents.find(NAME, document)) {
			String name = "request-state" + mention.group(1);
			if (known.stream().noneMatch((one) -> one.equals(name) || one.startsWith(name + "."))) {
				wrong.add(name);
			}
			if (mention.group(2) != null) {
				values.put(name, mention.group(2));
			}
		}
		Documents.blocks(document, "properties").forEach((block) -> values.putAll(properties(block)));
		Documents.blocks(document, "yaml").forEach((block) -> values.putAll(yaml(block)));
		values.forEach((name, value) -> {
			String problem = name.startsWith("request-state.") ? bind(name, value) : null;
			if (problem != null) {
				wrong.add(problem);
			}
		});
		return wrong;
	}

	private static String bind(String name, String value) {
		BindHandler noOthers = new NoUnboundElementsBindHandler(BindHandler.DEFAULT, (source) -> true);
		try {
			new Binder(new MapConfigurationPropertySource(Map.of(name, value))).bind("request-state",
					Bindable.of(RequestStateProperties.class), noOthers);
			return null;
		}
		catch (BindException ex) {
			return name + "=" + value + ": " + ex.getCause();
		}
	}

	// Properties and their groups from the metadata; meters are named likewise.
	private static Set<String> known() {
		Set<String> known = new TreeSet<>();
		JsonMapper.shared()
			.readTree(Path.of("target/classes/META-INF/spring-configuration-metadata.json").toFile())
			.get("properties")
			.forEach((property) -> known.add(property.get("name").asString()));
		assertThat(known).hasSizeGreaterThan(10);
		Path meters = Path.of("src/main/java/dev/requeststate/spring");
		Documents.files(meters, ".java")
			.forEach((file) -> Documents.find(METER, Documents.read(file))
				.forEach((meter) -> known.add(meter.group(1))));
		return known;
	}

	private static Map<String, String> properties(String block) {
		Properties properties = new Properties();
		try {
			properties.load(new StringReader(block));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return strings(properties);
	}

	private static Map<String, String> yaml(String block) {
		YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
		yaml.setResources(new ByteArrayResource(block.getBytes(StandardCharsets.UTF_8)));
		return strings(yaml.getObject());
	}

	private static Map<String, String> strings(Properties properties) {
		Map<String, String> strings = new TreeMap<>();
		properties.forEach((name, value) -> strings.put(name.toString(), value.toString()));
		return strings;
	}

}
