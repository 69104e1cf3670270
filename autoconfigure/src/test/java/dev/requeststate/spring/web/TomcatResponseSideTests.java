package dev.requeststate.spring.web;

/**
 * Headers and cookies on Tomcat.
 */
class TomcatResponseSideTests extends AbstractResponseSideTests {

	TomcatResponseSideTests() {
		super(Container.TOMCAT);
	}

}
