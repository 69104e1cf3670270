package dev.requeststate.spring.cache;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same where nothing guards shared caches.
 */
class UnguardedRequestCacheableTests extends RequestCacheableTests {

	@Override
	Class<?>[] sources() {
		return new Class<?>[] { Application.class };
	}

	@Override
	@Test
	void aSharedMethodThatReadsOneBelongsToItsRequestAlsoOnAHit() {
		factory().run("one", () -> {
			USER.set("ada");
			assertThat(catalog().sharedOfOwn()).isEqualTo("1 2 hello ada");
		});
		// Without the guard it does not: this is what the guard is for.
		factory().run("two", () -> {
			USER.set("bob");
			assertThat(catalog().sharedOfOwn()).isEqualTo("1 2 hello ada");
		});
	}

	/**
	 * That the tests would find a result that is served to another request.
	 */
	@Test
	void controlASharedMethodServesTheNextRequest() {
		factory().run("one", () -> {
			USER.set("ada");
			catalog().sharedGreeting();
		});
		factory().run("two", () -> {
			USER.set("bob");
			assertThat(catalog().sharedGreeting()).isEqualTo("1 ada");
		});
	}

}
