package dev.requeststate.docs.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.requeststate.context.RequestLocal;
import dev.requeststate.spring.test.WithRequestContext;
import org.junit.jupiter.api.Test;

import static dev.requeststate.spring.test.RequestContextAssertions.assertThatRequestContexts;
import static org.assertj.core.api.Assertions.assertThat;

@WithRequestContext
class BasketTests {

	private static final RequestLocal<List<String>> BASKET = RequestLocal.withInitial("basket",
			CopyOnWriteArrayList::new);

	@Test
	void aNewBasketIsEmpty() {
		assertThat(BASKET.get()).isEmpty();
	}

	@Test
	void noRequestSeesTheBasketOfAnother() {
		assertThatRequestContexts().isolatedAcross(64, (book) -> BASKET.get().add(book), BASKET::get);
	}

}
