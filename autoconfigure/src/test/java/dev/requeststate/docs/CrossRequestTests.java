package dev.requeststate.docs;

import java.util.ArrayList;
import java.util.List;

import dev.requeststate.RequestState;
import dev.requeststate.autoconfigure.RequestStateAutoConfiguration;
import dev.requeststate.autoconfigure.RequestStateCrossRequestAutoConfiguration;
import dev.requeststate.context.RequestContext;
import dev.requeststate.spring.owned.CrossRequestException;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What docs/cross-request-guard.md says.
 */
class CrossRequestTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(RequestStateAutoConfiguration.class,
				RequestStateCrossRequestAutoConfiguration.class))
		.withUserConfiguration(Basket.class, Checkout.class);

	@Test
	void whatABuilderReturnsAndASingletonKeepsIsFound() {
		this.runner.withPropertyValues("request-state.cross-request-guard=fail").run((context) -> {
			Checkout checkout = context.getBean(Checkout.class);
			RequestContext.run("GET /basket", () -> assertThat(checkout.size()).isEqualTo(1));
			RequestContext.run("GET /books",
					() -> assertThatExceptionOfType(CrossRequestException.class).isThrownBy(checkout::size)
						.withMessageMatching("Basket of request \\w{16} \\(GET /basket\\) was called from request "
								+ "\\w{16} \\(GET /books\\): size\\(\\) of the bean 'basket', at dev\\.requeststate\\."
								+ "docs\\.Checkout\\.size\\(CrossRequestTests\\.java:\\d+\\), on thread '.+'\\. The "
								+ "real object got out of its request: a field of a singleton keeps it, or a lambda "
								+ "has captured it\\. Keep the stand-in in its place, which is injected for Basket "
								+ "and is the bean of the request that is current; do not give out 'this' or the "
								+ "result of StateProxy\\.requestStateTarget\\(\\)\\."));
		});
	}

	@Test
	void withoutTheGuardTheFirstRequestsBasketIsEverybodys() {
		this.runner.withPropertyValues("request-state.cross-request-guard=off").run((context) -> {
			Checkout checkout = context.getBean(Checkout.class);
			RequestContext.run("GET /basket", () -> assertThat(checkout.size()).isEqualTo(1));
			RequestContext.run("GET /books", () -> assertThat(checkout.size()).isEqualTo(1));
			RequestContext.run("GET /books", () -> {
				context.getBean(Basket.class).add("a book");
				assertThat(checkout.size()).isEqualTo(1);
			});
		});
	}

}

@RequestState
@Component
class Basket {

	private final List<String> books = new ArrayList<>();

	public void add(String book) {
		this.books.add(book);
	}

	public int size() {
		return this.books.size();
	}

	public Basket withGift() {
		add("a bookmark");
		return this;
	}

}

class Checkout {

	private final Basket current;

	private Basket basket;

	Checkout(Basket current) {
		this.current = current;
	}

	public int size() {
		if (this.basket == null) {
			this.basket = this.current.withGift();
		}
		return this.basket.size();
	}

}
