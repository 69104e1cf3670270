package dev.requeststate.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.requeststate.RequestState;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.servlet.RequestInfoMode;
import dev.requeststate.servlet.RequestStateFilter;
import jakarta.annotation.PostConstruct;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpFilter;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.InstantiationAwareBeanPostProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.servlet.HandlerInterceptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What is wrong from the start is said at the start, with what to do.
 */
class StartUpFailureTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(RequestStateAutoConfiguration.class));

	@ParameterizedTest
	@MethodSource("unsuitableTypes")
	void aTypeThatCannotHaveAStandInIsReportedWithWhatToDo(Class<?> configuration, String description, String action) {
		FailureAnalysis analysis = analyze(configuration);
		assertThat(analysis.getDescription()).contains("The bean 'state' cannot belong to a request")
			.contains(description);
		assertThat(analysis.getAction()).contains(action);
	}

	static Stream<Arguments> unsuitableTypes() {
		String declare = "declare an interface as the method's return type";
		return Stream.of(Arguments.of(FinalBean.class, "FinalClass is final", "make it one that others can extend"),
				Arguments.of(FinalBean.class, "FinalClass is final", declare),
				Arguments.of(RecordBean.class, "Recorded is a record", declare),
				Arguments.of(EnumBean.class, "Enumerated is an enum", declare),
				Arguments.of(SealedClassBean.class, "SealedClass is sealed", declare),
				Arguments.of(SealedInterfaceBean.class, "SealedInterface is sealed", "one that is not sealed"),
				Arguments.of(JdkClassBean.class, "java.util.ArrayList is a class of the JDK", declare),
				Arguments.of(ArrayBean.class, "is no class or interface", declare));
	}

	@ParameterizedTest
	@MethodSource("refusedBeans")
	void aBeanThatIsNeededOutsideOfRequestsIsRefusedWithTheReason(Class<?> bean, String what, String reason) {
		FailureAnalysis analysis = analyze(bean);
		assertThat(analysis.getDescription()).contains(bean.getName() + ") cannot belong to a request: " + what)
			.contains(reason);
		assertThat(analysis.getAction()).contains("Keep it a singleton");
	}

	static Stream<Arguments> refusedBeans() {
		return Stream.of(Arguments.of(AConfiguration.class, "it has @Configuration", "at start-up"),
				Arguments.of(Properties.class, "it has @ConfigurationProperties", "properties are bound once"),
				Arguments.of(WithBeanMethod.class, "its method 'text' has @Bean", "at start-up"),
				Arguments.of(AFilter.class, "it implements Filter", "before the request context is opened"),
				Arguments.of(AnHttpFilter.class, "it implements Filter", "before the request context is opened"),
				Arguments.of(AnInterceptor.class, "it implements HandlerInterceptor", "once, for all requests"),
				Arguments.of(APostProcessor.class, "it implements BeanPostProcessor", "at start-up"),
				Arguments.of(ASpecialPostProcessor.class, "it implements BeanPostProcessor", "at start-up"),
				Arguments.of(AListener.class, "it implements ApplicationListener", "@EventListener is allowed"),
				Arguments.of(AScheduled.class, "its method 'tick' has @Scheduled", "when there is no request"),
				Arguments.of(OfKafka.class, "its method 'receive' has @KafkaListener", "a message listener is called"),
				Arguments.of(OfJms.class, "its method 'receive' has @JmsListener", "a message listener is called"),
				Arguments.of(OfRabbit.class, "it has @RabbitListener", "a message listener is called"));
	}

	@Test
	void aClashOfBeanNamesIsReported() {
		FailureAnalysis analysis = analyze(Clash.class);
		assertThat(analysis.getDescription()).contains("There is a bean named 'scopedTarget.state'")
			.contains("'state' needs that name");
		assertThat(analysis.getAction()).contains("Rename one of them");
	}

	@Test
	void aClashOfScopeNamesIsReported() {
		this.runner
			.withInitializer(
					(context) -> context.getBeanFactory().registerScope("request-state", new SimpleThreadScope()))
			.run((context) -> {
				FailureAnalysis analysis = analyze(context.getStartupFailure());
				assertThat(analysis.getDescription()).contains("'request-state' is taken by")
					.contains("SimpleThreadScope");
				assertThat(analysis.getAction()).contains("another name");
			});
	}

	@Test
	void aContextWithoutTheScopeIsReported() {
		new ApplicationContextRunner().withUserConfiguration(Suitable.class, NeedsState.class).run((context) -> {
			FailureAnalysis analysis = analyze(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("does not know the scope 'request-state'");
			assertThat(analysis.getAction()).contains("Do not exclude RequestStateAutoConfiguration")
				.contains("RequestStateScopeConfiguration");
		});
	}

	@Test
	void aFactoryThatIsExcludedIsReportedBeforeSpringBootSpeaksOfAMissingBean() {
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(RequestStateServletAutoConfiguration.class))
			.run((context) -> {
				FailureAnalysis analysis = analyze(context.getStartupFailure(), "");
				assertThat(analysis.getDescription()).contains("There is no RequestContextFactory");
				assertThat(analysis.getAction()).contains("Do not exclude RequestStateAutoConfiguration");
			});
	}

	@Test
	void anotherMissingBeanIsLeftToSpringBoot() {
		FailureAnalysis analysis = analyze(new NoSuchBeanDefinitionException(FinalClass.class), "");
		assertThat(analysis.getDescription()).contains("FinalClass");
		FailureAnalysis several = analyze(new NoUniqueBeanDefinitionException(RequestContextFactory.class, "a", "b"),
				"");
		assertThat(several.getDescription()).doesNotContain("There is no RequestContextFactory");
	}

	@ParameterizedTest
	@ValueSource(classes = { CallsInConstructor.class, CallsInPostConstruct.class })
	void aCallWhileABeanIsMadeIsReportedWithTheBean(Class<?> caller) {
		this.runner.withUserConfiguration(Suitable.class)
			.withBean("outer", Outer.class)
			.withBean("caller", caller)
			.run((context) -> {
				FailureAnalysis analysis = analyze(context.getStartupFailure());
				assertThat(analysis.getDescription()).startsWith("The bean 'caller', while it was made,")
					.contains("There is no request context for bean 'state' on thread '")
					.endsWith("'.");
				assertThat(analysis.getAction()).contains("RequestContext.run(\"start-up\", () -> ...). On a runner's");
			});
	}

	@Test
	void aCallInARunnerIsReported() {
		Throwable failure = catchThrowable(() -> new SpringApplicationBuilder(RequestStateAutoConfiguration.class,
				Suitable.class, CallsInRunner.class)
			.web(WebApplicationType.NONE)
			.run());
		FailureAnalysis analysis = analyze(failure);
		assertThat(analysis.getDescription()).startsWith("Code that runs when the application has started")
			.contains("bean 'state'");
		assertThat(analysis.getAction()).contains("@OpensRequestContext");
	}

	@ParameterizedTest
	@CsvSource({ "request-state.creation-timeout, 0s, The default is 30s",
			"request-state.lease.warn-after, -1s, The default is 60s",
			"request-state.lease.max-age, 0s, By default none is",
			"request-state.client.max-body, -1B, The default is 1MB" })
	void aPropertyThatMakesNoSenseIsReportedBySpringBootWithItsNameAndDefault(String name, String value, String hint) {
		this.runner.withPropertyValues(name + "=" + value).run((context) -> {
			FailureAnalysis analysis = analyze(context.getStartupFailure(), "org.springframework.boot");
			assertThat(analysis.getDescription()).contains("'" + name + "'").contains(hint);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "request-state.leak-detection", "request-state.request-info", "request-state.cache.guard",
			"request-state.filter.dispatcher-types" })
	void aPropertyOfAWordThatIsNoneOfItsOwnIsReportedBySpringBootWithThoseThatAre(String name) {
		this.runner.withPropertyValues(name + "=sometimes").run((context) -> {
			FailureAnalysis analysis = analyze(context.getStartupFailure(), "org.springframework.boot");
			assertThat(analysis.getDescription()).contains(name).contains("sometimes");
			assertThat(analysis.getAction()).contains("values are valid");
		});
	}

	@Test
	void theFilterDisabledWhileBeansNeedItIsReported() {
		webRunner().withUserConfiguration(Suitable.class)
			.withPropertyValues("request-state.filter.enabled=false")
			.run((context) -> {
				FailureAnalysis analysis = analyze(context.getStartupFailure());
				assertThat(analysis.getDescription()).contains("These beans belong to a request: 'state'")
					.contains("request-state.filter.enabled=false");
				assertThat(analysis.getAction()).contains("request-state.filter.required=false");
			});
	}

	@Test
	void theFilterMayBeDisabledWhereTheApplicationHasOneOfItsOwn() {
		webRunner().withUserConfiguration(Suitable.class)
			.withBean(RequestStateFilter.class,
					() -> new RequestStateFilter(RequestContextFactory.builder().build(), List.of(),
							RequestInfoMode.LAZY))
			.withPropertyValues("request-state.filter.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void theFilterMayBeDisabledWhereNoBeanNeedsIt() {
		webRunner().withPropertyValues("request-state.filter.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void theFilterMayBeDisabledWhereTheApplicationOpensTheContextsItself() {
		webRunner().withUserConfiguration(Suitable.class)
			.withPropertyValues("request-state.filter.enabled=false", "request-state.filter.required=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void theFilterMayBeDisabledInAnApplicationThatIsNoWebApplication() {
		this.runner.withUserConfiguration(Suitable.class)
			.withPropertyValues("request-state.filter.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private WebApplicationContextRunner webRunner() {
		return new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(RequestStateAutoConfiguration.class));
	}

	private FailureAnalysis analyze(Class<?> configuration) {
		FailureAnalysis[] analysis = new FailureAnalysis[1];
		this.runner.withUserConfiguration(configuration)
			.run((context) -> analysis[0] = analyze(context.getStartupFailure()));
		return analysis[0];
	}

	// As Spring Boot finds them, so that a missing registration is noticed.
	private static FailureAnalysis analyze(Throwable failure) {
		return analyze(failure, "dev.requeststate");
	}

	private static FailureAnalysis analyze(Throwable failure, String analyzers) {
		assertThat(failure).isNotNull();
		return SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, ArgumentResolver.of(BeanFactory.class, new DefaultListableBeanFactory()),
					SpringFactoriesLoader.FailureHandler.logging(LogFactory.getLog(StartUpFailureTests.class)))
			.stream()
			.filter((analyzer) -> analyzer.getClass().getName().startsWith(analyzers))
			.map((analyzer) -> analyzer.analyze(failure))
			.filter((analysis) -> analysis != null)
			.findFirst()
			.orElseThrow();
	}

	static final class FinalClass {

	}

	record Recorded() {
	}

	enum Enumerated {

		ONE

	}

	sealed static class SealedClass permits Permitted {

	}

	static final class Permitted extends SealedClass {

	}

	sealed interface SealedInterface permits Implementation {

	}

	static final class Implementation implements SealedInterface {

	}

	@Configuration(proxyBeanMethods = false)
	static class FinalBean {

		@Bean
		@RequestState
		FinalClass state() {
			return new FinalClass();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RecordBean {

		@Bean
		@RequestState
		Recorded state() {
			return new Recorded();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EnumBean {

		@Bean
		@RequestState
		Enumerated state() {
			return Enumerated.ONE;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SealedClassBean {

		@Bean
		@RequestState
		SealedClass state() {
			return new Permitted();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SealedInterfaceBean {

		@Bean
		@RequestState
		SealedInterface state() {
			return new Implementation();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class JdkClassBean {

		@Bean
		@RequestState
		ArrayList<String> state() {
			return new ArrayList<>();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ArrayBean {

		@Bean
		@RequestState
		String[] state() {
			return new String[0];
		}

	}

	static class State {

		void use() {
		}

	}

	interface Caller {

	}

	record Outer(Caller caller) {
	}

	static class CallsInConstructor implements Caller {

		CallsInConstructor(State state) {
			state.use();
		}

	}

	static class CallsInPostConstruct implements Caller {

		private final State state;

		CallsInPostConstruct(State state) {
			this.state = state;
		}

		@PostConstruct
		void start() {
			this.state.use();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CallsInRunner {

		@Bean
		ApplicationRunner callsInRunner(State state) {
			return (arguments) -> state.use();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Suitable {

		@Bean
		@RequestState
		State state() {
			return new State();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Clash {

		@Bean
		@RequestState
		State state() {
			return new State();
		}

		@Bean("scopedTarget.state")
		String taken() {
			return "taken";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@RequestState
	static class AConfiguration {

	}

	@ConfigurationProperties("some")
	@RequestState
	static class Properties {

	}

	@RequestState
	static class WithBeanMethod {

		@Bean
		String text() {
			return "text";
		}

	}

	@RequestState
	static class AFilter implements Filter {

		@Override
		public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) {
		}

	}

	@RequestState
	static class AnHttpFilter extends HttpFilter {

	}

	@RequestState
	static class AnInterceptor implements HandlerInterceptor {

	}

	@RequestState
	static class APostProcessor implements BeanPostProcessor {

	}

	@RequestState
	static class ASpecialPostProcessor implements InstantiationAwareBeanPostProcessor {

	}

	@RequestState
	static class AListener implements ApplicationListener<ContextRefreshedEvent> {

		@Override
		public void onApplicationEvent(ContextRefreshedEvent event) {
		}

	}

	@RequestState
	static class AScheduled {

		@Scheduled(fixedDelay = 1000)
		void tick() {
		}

	}

	@RequestState
	static class OfKafka {

		@KafkaListener
		void receive() {
		}

	}

	@RequestState
	static class OfJms {

		@JmsListener
		void receive() {
		}

	}

	@RequestState
	@RabbitListener
	static class OfRabbit {

	}

	@Configuration(proxyBeanMethods = false)
	static class NeedsState {

		@Bean
		String needsState(State state) {
			return "needs " + state;
		}

	}

}
