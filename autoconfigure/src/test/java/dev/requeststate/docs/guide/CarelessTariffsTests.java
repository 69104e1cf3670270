package dev.requeststate.docs.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.annotation.Primary;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What docs/guide.md says of a cached method whose key leaves the customer out.
 */
@ExtendWith(OutputCaptureExtension.class)
class CarelessTariffsTests {

	private static String get(RestTestClient client, String customer) {
		return client.get()
			.uri("/parcels/42")
			.header("X-Customer", customer)
			.exchange()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
	}

	@Nested
	@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "server.address=127.0.0.1",
			classes = { ParcelApplication.class, CarelessTariffs.class })
	@AutoConfigureRestTestClient
	class WithTheGuard {

		@Autowired
		private RestTestClient client;

		@Test
		void eachHasTheirOwnAndTheLogSaysWhatTheGuideShows(CapturedOutput output) throws IOException {
			assertThat(get(this.client, "ada")).contains("tariff 1 of ada");
			assertThat(get(this.client, "grace")).contains("tariff 2 of grace");
			String message = output.toString()
				.lines()
				.filter((line) -> line.contains("CarelessTariffs.tariff for the cache"))
				.findFirst()
				.orElseThrow();
			assertThat(normalized(Files.readString(Path.of("../docs/guide.md"))))
				.contains(normalized(message.substring(message.indexOf("The result"))));
		}

		// The careless class has a name of its own here, and other lines.
		private static String normalized(String text) {
			return text.replace("dev.requeststate.docs.guide.CarelessTariffs.", "com.example.parcels.Tariffs.")
				.replace("CarelessTariffsTests.java", "Tariffs.java")
				.replaceAll("java:\\d+", "java:#");
		}

	}

	@Nested
	@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
			properties = { "server.address=127.0.0.1", "request-state.cache.guard=off" },
			classes = { ParcelApplication.class, CarelessTariffs.class })
	@AutoConfigureRestTestClient
	class WithoutTheGuard {

		@Autowired
		private RestTestClient client;

		@Autowired
		private AutowireCapableBeanFactory beans;

		@Test
		void oneCustomersTariffIsEverybodysAndTheIsolationTestFindsIt() {
			assertThat(get(this.client, "ada")).contains("tariff 1 of ada");
			assertThat(get(this.client, "grace")).contains("of grace, tariff 1 of ada");
			ParcelPagesTests tests = new ParcelPagesTests();
			this.beans.autowireBean(tests);
			// Also where the tests before it have left something in the cache.
			tests.everyThreadWorksForTheSameCustomer();
			assertThatThrownBy(tests::aTariffIsComputedOnceForEachCustomer).isInstanceOf(AssertionError.class);
			assertThatThrownBy(tests::noCustomerIsShownWhatIsAnothers).isInstanceOf(AssertionError.class)
				.hasMessageContaining("token-");
		}

	}

}

@Primary
class CarelessTariffs extends Tariffs {

	private final AtomicInteger computed = new AtomicInteger();

	private final Customer customer;

	CarelessTariffs(Customer customer) {
		super(customer);
		this.customer = customer;
	}

	@Override
	@Cacheable("tariffs")
	public String tariff(String parcel) {
		return "tariff %d of %s".formatted(this.computed.incrementAndGet(), this.customer.name());
	}

}
