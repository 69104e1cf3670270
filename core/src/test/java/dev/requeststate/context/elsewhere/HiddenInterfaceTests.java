package dev.requeststate.context.elsewhere;

import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestLocal;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A stand-in for an interface that the library's own package cannot see.
 */
class HiddenInterfaceTests {

	@Test
	void aPackagePrivateInterfaceOfAnotherPackageHasAStandIn() {
		RequestLocal<Greeter> local = RequestLocal.withInitial("greeter", () -> () -> "hello");
		Greeter standIn = local.proxy(Greeter.class);
		RequestContext.run("request", () -> assertThat(standIn.greet()).isEqualTo("hello"));
	}

	interface Greeter {

		String greet();

	}

}
