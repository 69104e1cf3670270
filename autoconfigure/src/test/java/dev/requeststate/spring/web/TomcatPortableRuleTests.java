package dev.requeststate.spring.web;

/**
 * The portable rule ends the requests of Tomcat.
 */
class TomcatPortableRuleTests extends AbstractPortableRuleTests {

	TomcatPortableRuleTests() {
		super(Container.TOMCAT);
	}

}
