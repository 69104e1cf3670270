package dev.requeststate.autoconfigure;

import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.spring.log.ContextIdInMdc;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class RequestStateMdcAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(RequestStateAutoConfiguration.class, RequestStateMdcAutoConfiguration.class));

	private final ApplicationContextRunner switchedOn = this.runner
		.withPropertyValues("request-state.mdc.enabled=true");

	@Test
	void isOffUnlessItIsSwitchedOn() {
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(ContextIdInMdc.class);
			assertThat(context.getBean(RequestContextFactory.class)
				.<String, RuntimeException>call("job", () -> MDC.get("requestStateId"))).isNull();
		});
	}

	@Test
	void theIdentityOfTheCurrentContextIsInTheDiagnosticContext() {
		this.switchedOn.run((context) -> {
			context.getBean(RequestContextFactory.class)
				.run("job", () -> assertThat(MDC.get("requestStateId")).isEqualTo(RequestContext.current().id()));
			assertThat(MDC.get("requestStateId")).isNull();
		});
	}

	@Test
	void theKeyIsAProperty() {
		this.switchedOn.withPropertyValues("request-state.mdc.key=contextId")
			.run((context) -> context.getBean(RequestContextFactory.class).run("job", () -> {
				assertThat(MDC.get("contextId")).isEqualTo(RequestContext.current().id());
				assertThat(MDC.get("requestStateId")).isNull();
			}));
	}

	@Test
	void anEmptyKeyIsRefusedWithTheDefault() {
		this.switchedOn.withPropertyValues("request-state.mdc.key=")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("'request-state.mdc.key' must not be empty. The default is requestStateId."));
	}

	@Test
	void backsOffForTheApplicationsOwn() {
		this.switchedOn.withBean("own", ContextIdInMdc.class, () -> new ContextIdInMdc("own"))
			.run((context) -> assertThat(context).hasSingleBean(ContextIdInMdc.class).hasBean("own"));
	}

}
