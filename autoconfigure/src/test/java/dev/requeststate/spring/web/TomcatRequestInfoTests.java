package dev.requeststate.spring.web;

/**
 * What a request says on Tomcat.
 */
class TomcatRequestInfoTests extends AbstractRequestInfoTests {

	TomcatRequestInfoTests() {
		super(Container.TOMCAT);
	}

}
