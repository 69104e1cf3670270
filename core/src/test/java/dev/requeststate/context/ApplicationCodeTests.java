package dev.requeststate.context;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is the application's on a stack, and what is around it.
 */
class ApplicationCodeTests {

	@ParameterizedTest
	@ValueSource(strings = { "dev.requeststate.call.CallScope", "dev.requeststate.spring.owned.Owner",
			"dev.requeststate.retained.Sweep", "dev.requeststate.autoconfigure.FilterRequirement", "java.lang.Thread",
			"jdk.internal.reflect.DirectMethodHandleAccessor", "sun.rmi.transport.Transport",
			"org.springframework.web.servlet.FrameworkServlet", "org.apache.catalina.core.ApplicationFilterChain",
			"org.apache.coyote.AbstractProcessor", "org.apache.tomcat.util.net.SocketProcessorBase",
			"org.eclipse.jetty.server.Server", "jakarta.servlet.http.HttpServlet",
			"io.micrometer.observation.Observation", "reactor.core.publisher.MonoSupplier", "com.shop.Cart$$Owned" })
	void whatIsAroundTheApplicationIsNotOfIt(String name) {
		assertThat(ApplicationCode.contains(name)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "com.shop.Cart", "com.shop.Cart$Line", "javax.shop.Cart", "org.apache.commons.Cart",
			"dev.requeststate.docs.Checkout", "dev.requeststate.owned.Cart", "dev.requeststate.planted.Leak",
			"dev.requeststate.caching.Books", "dev.requeststate.folio.Shop" })
	void allElseIs(String name) {
		assertThat(ApplicationCode.contains(name)).isTrue();
	}

}
