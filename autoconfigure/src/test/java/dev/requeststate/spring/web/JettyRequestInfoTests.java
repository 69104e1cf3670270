package dev.requeststate.spring.web;

/**
 * What a request says on Jetty.
 */
class JettyRequestInfoTests extends AbstractRequestInfoTests {

	JettyRequestInfoTests() {
		super(Container.JETTY);
	}

}
