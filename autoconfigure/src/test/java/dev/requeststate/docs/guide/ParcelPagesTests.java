package dev.requeststate.docs.guide;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.web.servlet.client.RestTestClient;

import static dev.requeststate.spring.test.RequestContextAssertions.assertThatRequestContexts;
import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "server.address=127.0.0.1")
@AutoConfigureRestTestClient
class ParcelPagesTests {

	@Autowired
	private RestTestClient client;

	@Test
	void everyThreadWorksForTheSameCustomer() {
		assertThat(parcel(42, "ada")).matches("Parcel 42 of ada, tariff \\d+ of ada, after \\[asked for, found]");
	}

	@Test
	void aTariffIsComputedOnceForEachCustomer() {
		assertThat(parcel(42, "grace")).isEqualTo(parcel(42, "grace"))
			.isNotEqualTo(parcel(42, "alan").replace("alan", "grace"));
	}

	@Test
	void noCustomerIsShownWhatIsAnothers() {
		assertThatRequestContexts().isolatedAcross(64, (customer) -> parcel(7, customer));
	}

	@AfterEach
	void everyRequestHasEnded() {
		assertThatRequestContexts().areAllClosed();
	}

	private String parcel(int parcel, String customer) {
		return this.client.get()
			.uri("/parcels/{parcel}", parcel)
			.header("X-Customer", customer)
			.exchange()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
	}

}
