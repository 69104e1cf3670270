package dev.requeststate.context;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class RequestLocalKindTests {

	// No other run of a test in this JVM has left a local of that name.
	private final String name = "listed " + UUID.randomUUID();

	@Test
	void allThatAreDefinedCanBeListedWithWhatTheyAreAndWhere() {
		RequestLocal<List<String>> names = RequestLocal.withInitial(this.name, ArrayList::new, (value) -> {
		});
		RequestLocal<String> bean = RequestLocal.ofKind("bean", this.name + " bean", CacheRole.STATE);
		assertThat(info(names).type()).isNull();
		RequestContext.run("job", names::get);
		assertThat(info(names).type()).isEqualTo("java.util.ArrayList");
		assertThat(info(names).source()).startsWith(getClass().getName()
				+ ".allThatAreDefinedCanBeListedWithWhatTheyAreAndWhere(" + "RequestLocalKindTests.java:");
		assertThat(info(names).destroyer()).isTrue();
		assertThat(info(bean))
			.isEqualTo(new RequestLocalInfo("bean", this.name + " bean", null, null, false, CacheRole.STATE));
	}

	private static RequestLocalInfo info(RequestLocal<?> local) {
		return RequestLocal.defined()
			.stream()
			.filter((info) -> info.name().equals(local.name()))
			.reduce((first, second) -> {
				throw new AssertionError("listed twice: " + first);
			})
			.orElseThrow();
	}

	@Test
	void theTypeOfAMapIsNotThatOfItsEntries() {
		RequestLocalMap<String, String> map = RequestLocalMap.ofKind("cache", this.name, CacheRole.STATE);
		RequestContext.run("job", () -> map.computeIfAbsent("key", () -> "value"));
		assertThat(RequestLocal.defined()).filteredOn((info) -> info.name().equals(this.name))
			.extracting(RequestLocalInfo::type)
			.containsExactly("java.util.concurrent.ConcurrentHashMap");
		Reference.reachabilityFence(map);
	}

	@Test
	void messagesCallItByItsKind() {
		RequestLocal<String> local = RequestLocal.ofKind("bean", "cart", CacheRole.STATE);
		assertThat(local).hasToString("bean 'cart'");
		assertThatExceptionOfType(NoRequestContextException.class).isThrownBy(local::getIfPresent)
			.withMessageContaining("for bean 'cart' on thread");
	}

	@Test
	void eachHasTheRoleInCachedCallsThatItWasDefinedWith() {
		assertThat(RequestLocal.named("cart").cacheRole()).isEqualTo(CacheRole.VALUE);
		assertThat(RequestLocal.withInitial("cart", () -> "").cacheRole()).isEqualTo(CacheRole.VALUE);
		assertThat(RequestLocal.withInitial("cart", CacheRole.STATE, () -> "").cacheRole()).isEqualTo(CacheRole.STATE);
		assertThat(RequestLocal.named("cart", CacheRole.HARMLESS, (value) -> {
		}).cacheRole()).isEqualTo(CacheRole.HARMLESS);
	}

	@Test
	void isARequestLocalByDefault() {
		assertThat(RequestLocal.named("cart")).hasToString("request local 'cart'");
	}

	@Test
	void hasTheRoleThatItWasGiven() {
		assertThat(RequestLocal.named("cart").cacheRole()).isEqualTo(CacheRole.VALUE);
		assertThat(RequestLocal.named("client", CacheRole.HARMLESS, (value) -> {
		}).cacheRole()).isEqualTo(CacheRole.HARMLESS);
	}

	@Test
	void thoseOfTheLibraryItselfHaveNoSource() {
		RequestContext.run("job", () -> {
			RequestContext.current().attributes();
			RequestContext.current().afterResponse(() -> {
			});
		});
		assertThat(RequestLocal.defined())
			.filteredOn((info) -> info.name().equals("attributes") || info.name().equals("after-response tasks"))
			.hasSize(2)
			.extracting(RequestLocalInfo::source)
			.containsOnlyNulls();
	}

	@Test
	void theTypeIsThatOfTheFirstValue() {
		RequestLocal<Object> alternating = RequestLocal.named(this.name);
		RequestContext.run("job", () -> {
			alternating.set(1);
			alternating.set("two");
		});
		assertThat(info(alternating).type()).isEqualTo("java.lang.Integer");
	}

	@Test
	void needsAKind() {
		assertThatNullPointerException().isThrownBy(() -> RequestLocal.ofKind(nothing(), "cart", CacheRole.STATE))
			.withMessage("'kind' must not be null");
	}

	@SuppressWarnings("NullAway") // on purpose
	private static String nothing() {
		return null;
	}

}
