package dev.requeststate.spring.test.web;

import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds in each kind of Spring test that sends requests.
 */
abstract class AbstractWebTestSupportTests {

	@Autowired
	private Basket basket;

	@Autowired
	private RequestContextFactory factory;

	private long opened;

	/**
	 * Send a request, and give the text of what came back.
	 */
	abstract String get(String path);

	@BeforeEach
	void theTestPutsSomethingIntoItsOwnBasket() {
		this.basket.add("of the test");
		this.opened = this.factory.opened();
	}

	@Test
	void aRequestHasAContextOfItsOwn() {
		assertThat(get("/add/atlas")).isEqualTo("GET /add/atlas has [atlas]");
		assertThat(get("/add/novel")).isEqualTo("GET /add/novel has [novel]");
		assertThat(this.factory.opened()).isEqualTo(this.opened + 2);
	}

	@Test
	void theTestKeepsItsOwn() {
		RequestContext test = RequestContext.current();
		get("/add/atlas");
		assertThat(RequestContext.current()).isSameAs(test);
		assertThat(this.basket.books()).containsExactly("of the test");
	}

	@AfterEach
	void onlyTheContextOfTheTestIsOpen() {
		RequestContext test = RequestContext.current();
		Awaitility.await().untilAsserted(() -> assertThat(this.factory.openContexts().list()).containsExactly(test));
	}

}
