package dev.requeststate.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.requeststate.spring.scope.ClassProxyProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.aot.AotServices;

import static org.assertj.core.api.Assertions.assertThat;

class RequestStateRuntimeHintsTests {

	private static final Pattern FIELD_BY_NAME = Pattern
		.compile("(?:findVarHandle|newUpdater)\\((\\w+)\\.class, (?:\\w+\\.class, )?\"(\\w+)\"");

	private final RuntimeHints hints = new RuntimeHints();

	RequestStateRuntimeHintsTests() {
		new RequestStateRuntimeHints().registerHints(this.hints, getClass().getClassLoader());
	}

	@Test
	void springFindsThem() {
		assertThat(AotServices.factories().load(RuntimeHintsRegistrar.class))
			.hasAtLeastOneElementOfType(RequestStateRuntimeHints.class);
	}

	@Test
	void everyFieldBehindAVariableHandleIsHinted() throws Exception {
		List<String> found = new ArrayList<>();
		for (Path source : coreSources()) {
			Matcher matcher = FIELD_BY_NAME.matcher(Files.readString(source));
			while (matcher.find()) {
				Class<?> type = Class.forName(className(source));
				assertThat(type.getSimpleName()).isEqualTo(matcher.group(1));
				assertThat(RuntimeHintsPredicates.reflection().onFieldAccess(type, matcher.group(2)))
					.accepts(this.hints);
				found.add(type.getName() + "." + matcher.group(2));
			}
		}
		assertThat(found).as("nothing is hinted that is no longer there")
			.containsExactlyInAnyOrderElementsOf(RequestStateRuntimeHints.FIELDS.entrySet()
				.stream()
				.flatMap((entry) -> entry.getValue().stream().map((field) -> entry.getKey() + "." + field))
				.toList());
	}

	@Test
	void scriptsAndServicesAreHinted() {
		for (String resource : List.of("dev/requeststate/spring/tag/tag-numbers.lua",
				"dev/requeststate/spring/tag/begin-numbers.lua",
				"META-INF/services/dev.requeststate.context.ProxyProvider")) {
			assertThat(getClass().getClassLoader().getResource(resource)).as(resource).isNotNull();
			assertThat(RuntimeHintsPredicates.resource().forResource(resource)).as(resource).accepts(this.hints);
		}
		assertThat(RuntimeHintsPredicates.reflection().onType(ClassProxyProvider.class)).accepts(this.hints);
	}

	@Test
	void theBeanFactoryThatTheGuardOfCachedCallsShowsIsHinted() throws Exception {
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(BeanFactory.class)).accepts(this.hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(BeanFactory.class.getMethod("getBean", String.class, Class.class))).accepts(this.hints);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_25, disabledReason = "scoped values are there from JDK 25 on")
	void whatIsLookedUpByNameInNewerJdksIsHinted() throws Exception {
		Class<?> scopedValue = Class.forName("java.lang.ScopedValue");
		Class<?> carrier = Class.forName("java.lang.ScopedValue$Carrier");
		for (var method : List.of(scopedValue.getMethod("newInstance"), scopedValue.getMethod("orElse", Object.class),
				scopedValue.getMethod("where", scopedValue, Object.class), carrier.getMethod("run", Runnable.class),
				Thread.class.getMethod("ofVirtual"), Class.forName("java.lang.Thread$Builder").getMethod("factory"))) {
			assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(method)).as("%s", method)
				.accepts(this.hints);
		}
	}

	private static List<Path> coreSources() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("../core/src/main/java"))) {
			return files.filter((file) -> file.toString().endsWith(".java")).toList();
		}
	}

	private static String className(Path source) {
		String path = Path.of("../core/src/main/java").relativize(source).toString();
		return path.substring(0, path.length() - ".java".length()).replace('/', '.');
	}

}
