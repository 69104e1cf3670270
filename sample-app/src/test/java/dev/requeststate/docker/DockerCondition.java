package dev.requeststate.docker;

import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/**
 * Whether a Docker engine answers.
 */
final class DockerCondition implements ExecutionCondition {

	private static final String NONE = "no Docker engine answers";

	private final BooleanSupplier answers;

	private final boolean ci;

	DockerCondition() {
		this(() -> DockerClientFactory.instance().isDockerAvailable(), "true".equals(System.getenv("CI")));
	}

	/**
	 * Create a condition.
	 * @param answers whether an engine answers
	 * @param ci whether tests may not be left out
	 */
	DockerCondition(BooleanSupplier answers, boolean ci) {
		this.answers = answers;
		this.ci = ci;
	}

	/**
	 * {@inheritDoc}
	 * @throws IllegalStateException if no engine answers and no test may be left out
	 */
	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		if (this.answers.getAsBoolean()) {
			return ConditionEvaluationResult.enabled("a Docker engine answers");
		}
		if (this.ci) {
			throw new IllegalStateException(context.getDisplayName() + " cannot be left out, this is CI: " + NONE);
		}
		System.out.println(context.getDisplayName() + ": left out, " + NONE);
		return ConditionEvaluationResult.disabled(NONE);
	}

}
