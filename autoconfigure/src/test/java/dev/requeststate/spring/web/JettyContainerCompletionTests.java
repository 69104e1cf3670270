package dev.requeststate.spring.web;

/**
 * Jetty ends its requests itself.
 */
class JettyContainerCompletionTests extends AbstractContainerCompletionTests {

	JettyContainerCompletionTests() {
		super(Container.JETTY);
	}

}
