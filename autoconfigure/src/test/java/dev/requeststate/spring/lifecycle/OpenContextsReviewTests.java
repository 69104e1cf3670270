package dev.requeststate.spring.lifecycle;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import dev.requeststate.autoconfigure.RequestStateAutoConfiguration;
import dev.requeststate.autoconfigure.RequestStateProperties;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContextFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class OpenContextsReviewTests {

	private static final String REVIEW = "request-state-review";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(RequestStateAutoConfiguration.class));

	@Test
	void aLeaseThatIsHeldTooLongIsReported() {
		this.runner.withPropertyValues("request-state.lease.warn-after=100ms").run((context) -> {
			RequestContextFactory factory = context.getBean(RequestContextFactory.class);
			try (Logged logged = new Logged("dev.requeststate.context.LeaseWatch");
					Lease open = factory.open(() -> "GET /cart");
					Lease lease = open.context().leaseFor(OpenContextsReviewTests.class)) {
				Awaitility.await()
					.untilAsserted(() -> assertThat(logged.messages()).singleElement()
						.asString()
						.contains("WARN", "GET /cart", OpenContextsReviewTests.class.getName()));
				assertThat(factory.openContexts().overdueLeases()).isEqualTo(1);
				assertThat(lease.context().isOpen()).isTrue();
			}
		});
	}

	@Test
	void aLeaseThatIsTooOldIsClosedByForceHoweverLateItIsReported() {
		this.runner.withPropertyValues("request-state.lease.max-age=100ms").run((context) -> {
			Lease open = context.getBean(RequestContextFactory.class).open(() -> "GET /cart");
			open.context().lease();
			open.close();
			Awaitility.await().until(() -> !open.context().isOpen());
		});
	}

	@Test
	void theReviewEndsWithTheApplication() {
		AtomicReference<Thread> review = new AtomicReference<>();
		this.runner.run((context) -> {
			review.set(Thread.getAllStackTraces()
				.keySet()
				.stream()
				.filter((thread) -> thread.getName().equals(REVIEW) && thread.isAlive())
				.reduce((first, second) -> (first.getId() > second.getId()) ? first : second)
				.orElseThrow());
			assertThat(review.get().isDaemon()).isTrue();
		});
		Awaitility.await().until(() -> !review.get().isAlive());
	}

	@Test
	void theDefaultsAreTheDocumentedOnes() {
		this.runner.run((context) -> {
			RequestStateProperties properties = context.getBean(RequestStateProperties.class);
			assertThat(properties.lease().warnAfter()).isEqualTo(Duration.ofSeconds(60));
			assertThat(properties.lease().maxAge()).isNull();
			assertThat(properties.propagation().enabled()).isTrue();
		});
	}

	@ParameterizedTest
	@CsvSource({ "request-state.lease.warn-after, 0s", "request-state.lease.max-age, -1s" })
	void aTimeOfNothingIsRefused(String property, String value) {
		this.runner.withPropertyValues(property + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("'" + property + "' must be above zero"));
	}

}
