package dev.requeststate.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestLocal;
import dev.requeststate.spring.cache.RefusalObserver;
import dev.requeststate.spring.owned.CrossRequestObserver;
import dev.requeststate.spring.owned.CrossRequestUse;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.logging.LoggingSystemProperty;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tables of docs/observability.md say what is there, no less and no more.
 */
class ObservabilityTests {

	private static final Path DOCUMENT = Path.of("../docs/observability.md");

	private static final Pattern ROW = Pattern
		.compile("\\| `(request-state\\.[^`]+)` \\| (\\w+) \\| (\\w+) \\|([^|]*)\\| [^|]+ \\|");

	private static final Pattern CODE = Pattern.compile("`([^`]+)`");

	@Test
	void everyMeterIsInTheTableAndTheOtherWayRound() throws IOException {
		Map<String, Described> documented = documented();
		assertThat(documented).hasSizeGreaterThan(10);
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class))
			.withConfiguration(AutoConfigurations.of(ours()))
			.withUserConfiguration(Application.class)
			.withPropertyValues("request-state.cross-request-guard=warn")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				RequestLocal<String> local = RequestLocal.withInitial("documented", () -> "value");
				context.getBean(RequestContextFactory.class).run("job", local::get);
				context.getBean(RefusalObserver.class).onRefused("method", "cache", List.of());
				context.getBean(CrossRequestObserver.class)
					.onCrossRequestUse(new CrossRequestUse("cart", "Cart", "add", "GET /", null, "main", null));
				assertThat(registered(context.getBean(MeterRegistry.class))).isEqualTo(documented);
			});
	}

	// Boot's own name of the property, and the key that is the default.
	@Test
	void thePatternIsOneThatBootKnows() throws IOException {
		assertThat(Files.readString(DOCUMENT)).contains(
				LoggingSystemProperty.CORRELATION_PATTERN.getApplicationPropertyName() + "=[%X{requestStateId:-}] ");
	}

	private static Class<?>[] ours() {
		ClassLoader loader = ObservabilityTests.class.getClassLoader();
		return StreamSupport.stream(ImportCandidates.load(AutoConfiguration.class, loader).spliterator(), false)
			.filter((name) -> name.startsWith("dev.requeststate."))
			.map((name) -> ClassUtils.resolveClassName(name, loader))
			.toArray(Class<?>[]::new);
	}

	private static Map<String, Described> documented() throws IOException {
		return Files.readAllLines(DOCUMENT)
			.stream()
			.map(ROW::matcher)
			.filter(Matcher::matches)
			.collect(Collectors.toMap((row) -> row.group(1), (row) -> new Described(row.group(2), row.group(3),
					CODE.matcher(row.group(4)).results().map((tag) -> tag.group(1)).toList())));
	}

	private static Map<String, Described> registered(MeterRegistry registry) {
		return registry.getMeters()
			.stream()
			.map(Meter::getId)
			.filter((id) -> id.getName().startsWith("request-state."))
			.peek((id) -> assertThat(id.getDescription()).as(id.getName()).isNotBlank())
			.collect(Collectors.toMap(Meter.Id::getName,
					(id) -> new Described(id.getType().name().toLowerCase(Locale.ROOT),
							String.valueOf(id.getBaseUnit()), id.getTags().stream().map(Tag::getKey).toList()),
					(one, other) -> one));
	}

	private record Described(String type, String unit, List<String> tags) {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Application {

		@Bean
		SimpleMeterRegistry meterRegistry() {
			return new SimpleMeterRegistry();
		}

		@Bean
		ConcurrentMapCacheManager cacheManager() {
			return new ConcurrentMapCacheManager();
		}

	}

}
