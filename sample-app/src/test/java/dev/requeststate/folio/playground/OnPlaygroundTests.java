package dev.requeststate.folio.playground;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ConditionalOnPlayground}.
 */
class OnPlaygroundTests {

	private final ApplicationContextRunner developed = new ApplicationContextRunner()
		.withUserConfiguration(PlaygroundConfiguration.class);

	private final ApplicationContextRunner deployed = this.developed
		.withClassLoader(new FilteredClassLoader("org.springframework.boot.devtools"));

	@Test
	void isOnWhereDevToolsIs() {
		this.developed.run((context) -> assertThat(context).hasSingleBean(PlaygroundConfiguration.class));
	}

	@Test
	void isOffWhereDevToolsIsNot() {
		this.deployed.run((context) -> assertThat(context).doesNotHaveBean(PlaygroundConfiguration.class));
	}

	@Test
	void canBeTurnedOn() {
		this.deployed.withPropertyValues("folio.playground=true")
			.run((context) -> assertThat(context).hasSingleBean(PlaygroundConfiguration.class));
	}

	@Test
	void canBeTurnedOff() {
		this.developed.withPropertyValues("folio.playground=false")
			.run((context) -> assertThat(context).doesNotHaveBean(PlaygroundConfiguration.class));
	}

	@Test
	void whatWasPreparedWithItDoesNotStartWhereNobodyTurnsItOn() {
		MockEnvironment environment = new MockEnvironment().withProperty("folio.playground", "false");
		assertThatIllegalStateException().isThrownBy(() -> new PlaygroundConfiguration(environment))
			.withMessage("The playground was prepared with this jar, and nobody has turned it on. "
					+ "Start with 'folio.playground=true', or prepare the jar with 'folio.playground=false'.");
	}

}
