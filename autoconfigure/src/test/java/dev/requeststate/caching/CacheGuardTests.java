package dev.requeststate.caching;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.requeststate.autoconfigure.RequestStateAutoConfiguration;
import dev.requeststate.autoconfigure.RequestStateCacheAutoConfiguration;
import dev.requeststate.call.RequestBoundResultException;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestLocal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the guard does to a cached method, and says of it.
 */
@ExtendWith(OutputCaptureExtension.class)
class CacheGuardTests {

	private static final RequestLocal<String> USER = RequestLocal.named("user");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(RequestStateAutoConfiguration.class, CacheAutoConfiguration.class,
				RequestStateCacheAutoConfiguration.class))
		.withUserConfiguration(Application.class)
		.withPropertyValues("spring.cache.type=simple");

	@Test
	void aResultThatBelongsToItsRequestIsNotServedToAnother(CapturedOutput output) {
		run("refuse", (greetings) -> {
			assertThat(as("ann", greetings::greeting)).isEqualTo("Hello ann");
			assertThat(as("bob", greetings::greeting)).isEqualTo("Hello bob");
			assertThat(output).contains(
					"CacheGuardTests.Greetings.greeting for the cache 'greetings'".replace("CacheGuardTests.",
							"CacheGuardTests$"),
					"request local 'user'", "read at " + Greetings.class.getName() + ".greeting(CacheGuardTests.java:");
			assertThat(output.getAll().split("is said once", -1)).hasSize(2);
		});
	}

	@Test
	void withoutTheGuardAnnsNameIsServedToBob() {
		run("off", (greetings) -> {
			assertThat(as("ann", greetings::greeting)).isEqualTo("Hello ann");
			assertThat(as("bob", greetings::greeting)).isEqualTo("Hello ann");
		});
	}

	@Test
	void aFailingGuardSaysItToTheCaller() {
		run("fail", (greetings) -> {
			assertThatExceptionOfType(RequestBoundResultException.class)
				.isThrownBy(() -> as("ann", greetings::greeting))
				.withMessageContaining("request local 'user' (read at");
			assertThat(as("ann", () -> greetings.future())).failsWithin(Duration.ofSeconds(5))
				.withThrowableThat()
				.withRootCauseInstanceOf(RequestBoundResultException.class);
		});
	}

	private void run(String mode, Consumer<Greetings> test) {
		this.runner.withPropertyValues("request-state.cache.guard=" + mode).run((context) -> {
			assertThat(context).hasNotFailed();
			test.accept(context.getBean(Greetings.class));
		});
	}

	private static <T> T as(String user, Supplier<T> call) {
		return RequestContext.call("request of " + user, () -> {
			USER.set(user);
			return call.get();
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Application {

		@Bean
		Greetings greetings() {
			return new Greetings();
		}

	}

	static class Greetings {

		@Cacheable("greetings")
		String greeting() {
			return "Hello " + USER.get();
		}

		@Cacheable("futures")
		CompletableFuture<String> future() {
			return CompletableFuture.completedFuture("Hello " + USER.get());
		}

	}

}
