package dev.requeststate.docker;

import java.lang.reflect.Proxy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class DockerConditionTests {

	// Of which nothing but the name is asked.
	private final ExtensionContext suite = (ExtensionContext) Proxy.newProxyInstance(getClass().getClassLoader(),
			new Class<?>[] { ExtensionContext.class }, (proxy, method, arguments) -> "SomeSuite");

	@Test
	void whereAnEngineAnswersTestsAreRun() {
		assertThat(new DockerCondition(() -> true, true).evaluateExecutionCondition(this.suite).isDisabled()).isFalse();
	}

	@Test
	void whereNoneAnswersTestsAreLeftOutWithTheReason() {
		var result = new DockerCondition(() -> false, false).evaluateExecutionCondition(this.suite);
		assertThat(result.isDisabled()).isTrue();
		assertThat(result.getReason()).contains("no Docker engine answers");
	}

	@Test
	void inContinuousIntegrationTheyFailByName() {
		DockerCondition condition = new DockerCondition(() -> false, true);
		assertThatIllegalStateException().isThrownBy(() -> condition.evaluateExecutionCondition(this.suite))
			.withMessage("SomeSuite cannot be left out, this is CI: no Docker engine answers");
	}

}
