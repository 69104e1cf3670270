package dev.requeststate.spring.web;

/**
 * Headers and cookies on Jetty.
 */
class JettyResponseSideTests extends AbstractResponseSideTests {

	JettyResponseSideTests() {
		super(Container.JETTY);
	}

}
