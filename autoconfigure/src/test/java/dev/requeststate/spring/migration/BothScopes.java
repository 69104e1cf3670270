package dev.requeststate.spring.migration;

import dev.requeststate.spring.scope.RequestStateScopeConfiguration;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * An application with Spring's request scope and with that of this library, and a request
 * of Spring's.
 */
final class BothScopes {

	private BothScopes() {
	}

	static WebApplicationContextRunner application(Class<?>... classes) {
		return new WebApplicationContextRunner().withUserConfiguration(RequestStateScopeConfiguration.class)
			.withUserConfiguration(classes);
	}

	/**
	 * Do something in a request as Spring knows it, on the calling thread.
	 */
	static void inRequestScope(Runnable work) {
		ServletRequestAttributes attributes = new ServletRequestAttributes(new MockHttpServletRequest());
		RequestContextHolder.setRequestAttributes(attributes);
		try {
			work.run();
		}
		finally {
			attributes.requestCompleted();
			RequestContextHolder.resetRequestAttributes();
		}
	}

}
