package dev.requeststate.folio.isolation.suite;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RequestMixTests {

	@Test
	void everyRequestIsWithinTheContractAndHasATokenOfItsOwn() {
		List<IsolationRequest> requests = requests(1).limit(10_000).toList();
		assertThat(requests).extracting(IsolationRequest::token)
			.doesNotHaveDuplicates()
			.allMatch((token) -> token.matches("rq-[0-9a-f]{16}"));
		assertThat(requests).extracting(IsolationRequest::sections)
			.contains(1, 16)
			.allMatch((sections) -> sections >= 1 && sections <= 16);
		assertThat(requests).extracting(IsolationRequest::delay)
			.contains(0)
			.allMatch((delay) -> delay >= 0 && delay <= 500);
		assertThat(requests).extracting(IsolationRequest::language).contains("en", "de");
	}

	@Test
	void everyModeHasAtLeastThreePercentOfAnyHundredRequests() {
		for (IsolationMode mode : IsolationMode.values()) {
			assertThat(requests(2).limit(100).filter((request) -> request.mode() == mode)).hasSize(mode.share())
				.hasSizeGreaterThanOrEqualTo(3);
		}
	}

	@Test
	void theSameSeedGivesTheSameRequests() {
		assertThat(requests(3).limit(200).toList()).isEqualTo(requests(3).limit(200).toList())
			.isNotEqualTo(requests(4).limit(200).toList());
	}

	private Stream<IsolationRequest> requests(long seed) {
		return Stream.generate(new RequestMix(IsolationRequest.PAGE, seed));
	}

}
