package dev.requeststate.spring.web;

/**
 * The portable rule ends the requests of Jetty.
 */
class JettyPortableRuleTests extends AbstractPortableRuleTests {

	JettyPortableRuleTests() {
		super(Container.JETTY);
	}

}
