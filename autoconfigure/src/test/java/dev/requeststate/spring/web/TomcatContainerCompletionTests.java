package dev.requeststate.spring.web;

/**
 * Tomcat ends its requests itself.
 */
class TomcatContainerCompletionTests extends AbstractContainerCompletionTests {

	TomcatContainerCompletionTests() {
		super(Container.TOMCAT);
	}

}
