package dev.requeststate.autoconfigure;

import dev.requeststate.spring.owned.CrossRequestGuard;
import dev.requeststate.spring.owned.CrossRequestGuardMode;
import dev.requeststate.spring.owned.OwnedBeans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.devtools.restart.Restarter;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where there is a guard of calls across requests.
 */
@ExtendWith(OutputCaptureExtension.class)
class RequestStateCrossRequestAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(RequestStateAutoConfiguration.class, RequestStateCrossRequestAutoConfiguration.class));

	// What the build has left out is not there, whatever the properties say later.
	private final ApplicationContextRunner preparedWithout = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(RequestStateAutoConfiguration.class))
		.withSystemProperties("spring.aot.enabled=true");

	@Test
	void withDevToolsThereIsOne() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(OwnedBeans.class)
			.hasSingleBean(CrossRequestGuard.class));
	}

	@Test
	void withoutDevToolsThereIsNone() {
		this.runner.withClassLoader(new FilteredClassLoader(Restarter.class))
			.run((context) -> assertThat(context).doesNotHaveBean(OwnedBeans.class)
				.doesNotHaveBean(CrossRequestGuard.class));
	}

	@Test
	void withoutDevToolsThereIsOneWhereItIsAskedFor() {
		this.runner.withClassLoader(new FilteredClassLoader(Restarter.class))
			.withPropertyValues("request-state.cross-request-guard=fail")
			.run((context) -> {
				assertThat(context).hasSingleBean(OwnedBeans.class);
				assertThat(context.getBean(RequestStateProperties.class).crossRequestGuard())
					.isEqualTo(CrossRequestGuardMode.FAIL);
			});
	}

	@Test
	void anApplicationThatWasPreparedWithoutSaysSoWhereItIsAskedFor(CapturedOutput output) {
		this.preparedWithout.withPropertyValues("request-state.cross-request-guard=fail")
			.run((context) -> assertThat(output).containsOnlyOnce("There is no cross-request guard although"));
	}

	@Test
	void anApplicationThatWasPreparedWithoutSaysNothingWhereItIsNotAskedFor(CapturedOutput output) {
		this.preparedWithout.run((context) -> assertThat(context).hasNotFailed());
		this.preparedWithout.withPropertyValues("request-state.cross-request-guard=off")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("There is no cross-request guard");
	}

	@Test
	void whereThereIsOneNobodySaysThatThereIsNone(CapturedOutput output) {
		this.runner.withPropertyValues("request-state.cross-request-guard=fail")
			.withSystemProperties("spring.aot.enabled=true")
			.run((context) -> assertThat(context).hasSingleBean(CrossRequestGuard.class));
		this.preparedWithout.withSystemProperties("spring.aot.enabled=false")
			.withPropertyValues("request-state.cross-request-guard=fail")
			.run((context) -> assertThat(context).doesNotHaveBean(CrossRequestGuard.class));
		assertThat(output).doesNotContain("There is no cross-request guard");
	}

	@Test
	void anotherModeIsAnErrorThatNamesTheProperty() {
		this.runner.withPropertyValues("request-state.cross-request-guard=maybe")
			.run((context) -> assertThat(context).getFailure()
				.satisfies((failure) -> assertThat(failure).rootCause()
					.hasMessageContaining("No enum constant")
					.hasMessageContaining("CrossRequestGuardMode.maybe"))
				.extracting(RequestStateCrossRequestAutoConfigurationTests::bindException)
				.extracting((bind) -> bind.getProperty().getName())
				.hasToString("request-state.cross-request-guard"));
	}

	private static BindException bindException(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof BindException bind) {
				return bind;
			}
		}
		throw new AssertionError("Not a mistake in a property", failure);
	}

}
