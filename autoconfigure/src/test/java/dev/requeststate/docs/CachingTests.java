package dev.requeststate.docs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.sun.net.httpserver.HttpServer;
import dev.requeststate.RequestCacheable;
import dev.requeststate.RequestState;
import dev.requeststate.call.CallScope;
import dev.requeststate.call.RequestBoundResultException;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestLocal;
import dev.requeststate.spring.tag.CacheTags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The code of docs/caching.md.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE,
		properties = { "spring.cache.type=caffeine", "request-state.client.fetch-once=true" })
@ExtendWith(OutputCaptureExtension.class)
class CachingTests {

	static final RequestLocal<String> GROUP = RequestLocal.named("group");

	private final Map<String, String> prices = new ConcurrentHashMap<>();

	private final Shop shop = new Shop();

	@Autowired
	private Prices guarded;

	@Autowired
	private PriceGroup group;

	@Autowired
	private RestClient.Builder builder;

	private String server = "";

	@Test
	void whatBelongsToOneRequestIsNotStoredAndTheLogSaysWhatTheDocumentShows(CapturedOutput output) throws IOException {
		assertThat(inGroup("members", () -> this.guarded.price("1984"))).isEqualTo("1984 for members");
		assertThat(inGroup("guests", () -> this.guarded.price("1984"))).isEqualTo("1984 for guests");
		String message = output.toString()
			.lines()
			.filter((line) -> line.contains("Prices.price for the cache"))
			.findFirst()
			.orElseThrow();
		assertThat(Files.readString(Path.of("../docs/caching.md")).replaceAll("java:\\d+", "java:#"))
			.contains(message.substring(message.indexOf("The result"))
				.replace("dev.requeststate.docs", "dev.shop")
				.replace("CachingTests.java", "Prices.java")
				.replaceAll("java:\\d+", "java:#"));
	}

	@Test
	void whatIsKeyedIsStoredForEachKey() {
		for (int i = 0; i < 3; i++) {
			assertThat(inGroup("members", () -> this.guarded.groupPrice("emma"))).isEqualTo("emma for members");
			assertThat(inGroup("guests", () -> this.guarded.groupPrice("emma"))).isEqualTo("emma for guests");
			assertThat(inGroup("guests", () -> this.guarded.priceFor("emma", "guests"))).isEqualTo("emma for guests");
		}
		assertThat(this.guarded.shop().asked("emma")).isEqualTo(3);
	}

	@Test
	void whatIsKeptForOneRequestIsComputedOnceForEach() {
		for (String group : new String[] { "members", "guests" }) {
			assertThat(inGroup(group,
					() -> this.guarded.priceInThisRequest("ulysses") + this.guarded.priceInThisRequest("ulysses")))
				.isEqualTo("ulysses for " + group + "ulysses for " + group);
		}
		assertThat(this.guarded.shop().asked("ulysses")).isEqualTo(2);
	}

	@Test
	void whatIsTaggedIsThereUntilItsTagIsEvicted() {
		assertThat(this.guarded.title("dune")).isEqualTo("dune, 1st edition");
		this.guarded.shop().rename("dune", "Dune");
		assertThat(this.guarded.title("dune")).isEqualTo("dune, 1st edition");
		this.guarded.rename("dune", "Dune, again");
		assertThat(this.guarded.title("dune")).isEqualTo("Dune, again");
	}

	@Test
	void aCacheThatIsNotSpringsIsGuarded() {
		// @formatter:off
		LoadingCache<String, String> titles = Caffeine.newBuilder()
			.maximumSize(1000)
			.build((slug) -> CallScope.call("titles", () -> this.shop.title(slug)));
		// @formatter:on
		assertThat(titles.get("emma")).isEqualTo("emma, 1st edition");
		LoadingCache<String, String> careless = Caffeine.newBuilder()
			.build((slug) -> CallScope.call("titles", () -> slug + " for " + GROUP.get()));
		RequestContext.run("careless", () -> {
			GROUP.set("members");
			assertThatExceptionOfType(RequestBoundResultException.class).isThrownBy(() -> careless.get("emma"))
				.withMessageContaining("request local 'group'");
		});
		assertThat(careless.asMap()).isEmpty();
	}

	@Test
	void aMapWhoseKeyIsMadeFromTheRequestIsGuarded() {
		for (String group : new String[] { "members", "guests", "members" }) {
			RequestContext.run("map", () -> {
				GROUP.set(group);
				assertThat(price("momo")).isEqualTo("momo for " + group);
			});
		}
		assertThat(this.prices).containsOnlyKeys("momo for members", "momo for guests");
		assertThat(this.shop.asked("momo")).isEqualTo(2);
	}

	@Test
	void identicalGetsOfOneRequestAreSentOnce() throws IOException {
		AtomicInteger sent = new AtomicInteger();
		HttpServer catalog = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		catalog.createContext("/books/dune", (exchange) -> {
			byte[] body = ("Dune, answer " + sent.incrementAndGet()).getBytes(StandardCharsets.US_ASCII);
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		catalog.start();
		try {
			this.server = "http://127.0.0.1:" + catalog.getAddress().getPort();
			RequestContext.run("first", () -> expectFetched("Dune, answer 1"));
			RequestContext.run("second", () -> expectFetched("Dune, answer 2"));
			assertThat(sent).hasValue(2);
		}
		finally {
			catalog.stop(0);
		}
	}

	private void expectFetched(String answer) {
		// @formatter:off
		RestClient catalog = this.builder.baseUrl(this.server).build();
		String dune = catalog.get().uri("/books/dune").retrieve().body(String.class);
		String again = catalog.get().uri("/books/dune").retrieve().body(String.class);
		// @formatter:on
		assertThat(dune).isEqualTo(answer).isEqualTo(again);
	}

	private String price(String isbn) {
		// @formatter:off
		CallScope call = CallScope.open("prices");
		String key = call.key(() -> isbn + " for " + GROUP.get());
		String price = this.prices.computeIfAbsent(key, (made) -> call.compute(() -> this.shop.price(isbn, GROUP.get())));
		// @formatter:on
		return price;
	}

	private String inGroup(String name, Supplier<String> work) {
		return RequestContext.call("customer", () -> {
			this.group.set(name);
			return work.get();
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableCaching
	@ComponentScan(useDefaultFilters = false, includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE,
			classes = { PriceGroup.class, Prices.class, Shop.class }))
	static class Application {

	}

}

@RequestState(cacheKey = true)
@Component
class PriceGroup {

	private volatile String name = "guests";

	public String name() {
		return this.name;
	}

	void set(String name) {
		this.name = name;
	}

}

@Component
class Prices {

	private final Shop shop;

	private final PriceGroup group;

	private final CacheTags cacheTags;

	Prices(Shop shop, PriceGroup group, CacheTags cacheTags) {
		this.shop = shop;
		this.group = group;
		this.cacheTags = cacheTags;
	}

	Shop shop() {
		return this.shop;
	}

	@Cacheable("prices")
	public String price(String isbn) {
		return this.shop.price(isbn, this.group.name());
	}

	@Cacheable(cacheNames = "group-prices", key = "#isbn + ' for ' + @priceGroup.name()")
	public String groupPrice(String isbn) {
		return this.shop.price(isbn, this.group.name());
	}

	@Cacheable("argument-prices")
	public String priceFor(String isbn, String group) {
		return this.shop.price(isbn, group);
	}

	@RequestCacheable("request-prices")
	public String priceInThisRequest(String isbn) {
		return this.shop.price(isbn, this.group.name());
	}

	@Cacheable("titles")
	public String title(String slug) {
		CallScope.current().tag("book:" + slug).expireAfter(Duration.ofMinutes(10));
		return this.shop.title(slug);
	}

	void rename(String slug, String title) {
		this.shop.rename(slug, title);
		this.cacheTags.evict("book:" + slug);
	}

}

/**
 * What stands behind the caches, and counts how often it is asked.
 */
class Shop {

	private final Map<String, String> titles = new ConcurrentHashMap<>();

	private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

	String price(String isbn, String group) {
		this.asked.computeIfAbsent(isbn, (none) -> new AtomicInteger()).incrementAndGet();
		return isbn + " for " + group;
	}

	String title(String slug) {
		return this.titles.getOrDefault(slug, slug + ", 1st edition");
	}

	void rename(String slug, String title) {
		this.titles.put(slug, title);
	}

	int asked(String isbn) {
		return this.asked.getOrDefault(isbn, new AtomicInteger()).get();
	}

}
