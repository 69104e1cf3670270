package dev.requeststate.docs.guide;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static dev.requeststate.spring.test.RequestContextAssertions.assertThatRequestContexts;
import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
class TrailTests {

	@Autowired
	private Trail trail;

	@Test
	void aNewTrailIsEmpty() {
		assertThat(this.trail.steps()).isEmpty();
	}

	@Test
	void noRequestSeesTheStepsOfAnother() {
		assertThatRequestContexts().isolatedAcross(64, this.trail::add, this.trail::steps);
	}

}
