package dev.requeststate.docs.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static dev.requeststate.spring.test.RequestContextAssertions.assertThatRequestContexts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What docs/guide.md says of a cached method whose key leaves the customer out.
 */
@ExtendWith(OutputCaptureExtension.class)
class CarelessTariffsTests {

	private static String get(RestTestClient client, String customer) {
		return client.get()
			.uri("/careless")
			.header("X-Customer", customer)
			.exchange()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
	}

	@Nested
	@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "server.address=127.0.0.1",
			classes = { ParcelApplication.class, CarelessTariffs.class, CarelessPages.class })
	@AutoConfigureRestTestClient
	class WithTheGuard {

		@Autowired
		private RestTestClient client;

		@Test
		void eachHasTheirOwnAndTheLogSaysWhatTheGuideShows(CapturedOutput output) throws IOException {
			assertThat(get(this.client, "ada")).isEqualTo("tariff 1 of ada");
			assertThat(get(this.client, "grace")).isEqualTo("tariff 2 of grace");
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
			classes = { ParcelApplication.class, CarelessTariffs.class, CarelessPages.class })
	@AutoConfigureRestTestClient
	class WithoutTheGuard {

		@Autowired
		private RestTestClient client;

		@Test
		void oneCustomersTariffIsEverybodysAndTheIsolationTestFindsIt() {
			assertThat(get(this.client, "ada")).isEqualTo("tariff 1 of ada");
			assertThat(get(this.client, "grace")).isEqualTo("tariff 1 of ada");
			assertThatThrownBy(() -> assertThatRequestContexts().isolatedAcross(64, (token) -> get(this.client, token)))
				.isInstanceOf(AssertionError.class);
		}

	}

}

class CarelessTariffs {

	private final AtomicInteger computed = new AtomicInteger();

	private final Customer customer;

	CarelessTariffs(Customer customer) {
		this.customer = customer;
	}

	@Cacheable("tariffs")
	public String tariff(String parcel) {
		return "tariff %d of %s".formatted(this.computed.incrementAndGet(), this.customer.name());
	}

}

@TestComponent
@RestController
class CarelessPages {

	private final CarelessTariffs tariffs;

	CarelessPages(CarelessTariffs tariffs) {
		this.tariffs = tariffs;
	}

	@GetMapping("/careless")
	String tariff() {
		return this.tariffs.tariff("42");
	}

}
