package dev.requeststate.spring.scope;

import java.util.concurrent.atomic.AtomicInteger;

import dev.requeststate.RequestState;
import dev.requeststate.context.RequestContext;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.constraints.NotNull;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.aop.support.AopUtils;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.EnableAspectJAutoProxy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.validation.annotation.Validated;
import org.springframework.validation.beanvalidation.MethodValidationPostProcessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Aspects apply to the bean, once, and not to its stand-in.
 */
class AspectTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(RequestStateScopeConfiguration.class, Advised.class);

	@Test
	void aTransactionIsBegunOnce() {
		this.runner.withUserConfiguration(Transactions.class).run((context) -> {
			RequestContext.run("test", () -> context.getBean(Advised.class).transactional());
			assertThat(context.getBean(CountingTransactionManager.class).begun).hasValue(1);
		});
	}

	@Test
	void anAspectRunsOnce() {
		this.runner.withUserConfiguration(Aspects.class).run((context) -> {
			RequestContext.run("test", () -> assertThat(context.getBean(Advised.class).advised()).isEqualTo("done"));
			assertThat(context.getBean(CountingAspect.class).calls).hasValue(1);
		});
	}

	@Test
	void argumentsAreValidated() {
		this.runner.withUserConfiguration(Validation.class)
			.run((context) -> RequestContext.run("test",
					() -> assertThatExceptionOfType(ConstraintViolationException.class)
						.isThrownBy(() -> context.getBean(Advised.class).validated(null))));
	}

	@Test
	void theTargetIsAdvisedAndTheStandInIsNot() {
		this.runner.withUserConfiguration(Aspects.class).run((context) -> {
			Advised standIn = context.getBean(Advised.class);
			assertThat(AopUtils.isAopProxy(standIn)).isFalse();
			RequestContext.run("test",
					() -> assertThat(AopUtils.isCglibProxy(((StateProxy) standIn).requestStateTarget())).isTrue());
		});
	}

	@Test
	void aClassStaysAClassWhereAspectsUseInterfaces() {
		new ApplicationContextRunner()
			.withUserConfiguration(RequestStateScopeConfiguration.class, AdvisedWithInterface.class,
					InterfaceAspects.class)
			.run((context) -> {
				RequestContext.run("test",
						() -> assertThat(context.getBean(AdvisedWithInterface.class).advised()).isEqualTo("done"));
				assertThat(context.getBean(CountingAspect.class).calls).hasValue(1);
			});
	}

	@Test
	void aClassStaysAClassWhereAScopedProxyOfItsInterfacesWasAskedFor() {
		new ApplicationContextRunner()
			.withUserConfiguration(RequestStateScopeConfiguration.class, AdvisedByScope.class, InterfaceAspects.class)
			.run((context) -> {
				RequestContext.run("test",
						() -> assertThat(context.getBean(AdvisedByScope.class).advised()).isEqualTo("done"));
				assertThat(context.getBean(CountingAspect.class).calls).hasValue(1);
			});
	}

	@RequestState
	@Validated
	static class Advised {

		@Transactional
		void transactional() {
		}

		String advised() {
			return "done";
		}

		void validated(@NotNull @Nullable String argument) {
		}

	}

	interface AnInterface {

		String advised();

	}

	@RequestState
	static class AdvisedWithInterface implements AnInterface {

		@Override
		public String advised() {
			return "done";
		}

	}

	@Scope(scopeName = "request-state", proxyMode = ScopedProxyMode.INTERFACES)
	static class AdvisedByScope implements AnInterface {

		@Override
		public String advised() {
			return "done";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement(proxyTargetClass = true)
	static class Transactions {

		@Bean
		CountingTransactionManager transactionManager() {
			return new CountingTransactionManager();
		}

	}

	static class CountingTransactionManager extends AbstractPlatformTransactionManager {

		final AtomicInteger begun = new AtomicInteger();

		@Override
		protected Object doGetTransaction() {
			return new Object();
		}

		@Override
		protected void doBegin(Object transaction, TransactionDefinition definition) {
			this.begun.incrementAndGet();
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
		}

		@Override
		protected void doRollback(DefaultTransactionStatus status) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAspectJAutoProxy(proxyTargetClass = true)
	static class Aspects {

		@Bean
		CountingAspect countingAspect() {
			return new CountingAspect();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAspectJAutoProxy(proxyTargetClass = false)
	static class InterfaceAspects {

		@Bean
		CountingAspect countingAspect() {
			return new CountingAspect();
		}

	}

	@Aspect
	static class CountingAspect {

		final AtomicInteger calls = new AtomicInteger();

		@Around("execution(* advised())")
		Object count(ProceedingJoinPoint call) throws Throwable {
			this.calls.incrementAndGet();
			return call.proceed();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Validation {

		@Bean
		static MethodValidationPostProcessor methodValidationPostProcessor() {
			MethodValidationPostProcessor processor = new MethodValidationPostProcessor();
			processor.setProxyTargetClass(true);
			return processor;
		}

	}

}
