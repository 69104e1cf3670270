package dev.requeststate.sweep;

import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.requeststate.RequestCacheable;
import dev.requeststate.RequestState;
import dev.requeststate.context.Binding;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestContextObserver;
import dev.requeststate.context.RequestLocal;
import dev.requeststate.propagation.Propagating;
import dev.requeststate.servlet.RequestInfo;
import dev.requeststate.servlet.ResponseHeaders;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application whose pages do everything wrong that the library has something to say
 * about, each with a secret that its request has sent.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableCaching
@Import({ Shop.Cart.class, Shop.Prices.class, Shop.Pages.class })
class Shop {

	private static final RequestLocal<String> TOKEN = RequestLocal.named("token");

	private static final RequestLocal<String> FRAGILE = RequestLocal.named("fragile", (value) -> {
		throw new IllegalStateException("on purpose");
	});

	private static final RequestLocal<String> MISSING = RequestLocal.named("missing");

	private static final RequestLocal<String> CIRCLE = RequestLocal.withInitial("circle", () -> Shop.CIRCLE.get());

	@Bean
	RequestContextObserver failing() {
		return new RequestContextObserver() {

			@Override
			public void onOpened(RequestContext context) {
				throw new IllegalStateException("on purpose");
			}

		};
	}

	@Bean
	RestClient client(RestClient.Builder builder) {
		return builder.build();
	}

	@RequestState
	static class Cart {

		private final List<String> items = new ArrayList<>(List.of(TOKEN.get()));

		String show() {
			return toString();
		}

		Cart itself() {
			return this;
		}

		@Override
		public String toString() {
			return this.items.toString();
		}

	}

	static class Prices {

		private final ObjectProvider<Prices> proxy;

		private final Cart cart;

		Prices(ObjectProvider<Prices> proxy, Cart cart) {
			this.proxy = proxy;
			this.cart = cart;
		}

		@Cacheable("prices")
		public String price() {
			RequestInfo info = RequestInfo.current();
			return info.header("Authorization") + info.cookie("session") + info.parameter("token") + info.parameters()
					+ info.headers() + info.path() + info.query() + TOKEN.get() + this.cart.show();
		}

		@RequestCacheable("mine")
		public String circle(String key) {
			return this.proxy.getObject().circle(key);
		}

		@RequestCacheable(cacheNames = "slow", key = "#key")
		public String slow(String key, CountDownLatch entered, CountDownLatch goOn) {
			entered.countDown();
			try {
				goOn.await(10, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return key;
		}

	}

	@RestController
	static class Pages {

		private final Cart cart;

		private final Prices prices;

		private final RestClient client;

		private final MeterRegistry registry;

		private final RequestContextFactory factory;

		// What an application keeps by mistake.
		private final List<Lease> kept = new CopyOnWriteArrayList<>();

		private volatile @Nullable Cart keptCart;

		private volatile @Nullable RequestContext closed;

		private volatile @Nullable Sweep sweep;

		Pages(Cart cart, Prices prices, RestClient client, MeterRegistry registry, RequestContextFactory factory) {
			this.cart = cart;
			this.prices = prices;
			this.client = client;
			this.registry = registry;
			this.factory = factory;
		}

		void tell(Sweep sweep) {
			this.sweep = sweep;
		}

		/**
		 * Do something wrong with what the request has sent.
		 * @param what what
		 * @param password of the body
		 */
		@PostMapping("/{what}")
		void provoke(@PathVariable String what, @RequestParam String password, HttpServletRequest request,
				HttpServletResponse response) throws Exception {
			TOKEN.set(password);
			this.cart.show();
			try {
				doWrong(what, password, request, response);
			}
			catch (Throwable ex) {
				Objects.requireNonNull(this.sweep).caught(ex);
				if (what.equals("failing-page")) {
					throw ex;
				}
			}
		}

		private void doWrong(String what, String secret, HttpServletRequest request, HttpServletResponse response)
				throws Exception {
			RequestContext context = RequestContext.current();
			switch (what) {
				case "kept" -> {
					this.keptCart = this.cart.itself();
					this.closed = context;
				}
				case "kept-lease" -> this.kept.add(context.lease());
				case "late-header" -> {
					response.flushBuffer();
					ResponseHeaders.current().set("X-Token", secret);
				}
				case "illegal-header" -> ResponseHeaders.current().set("X-Token", secret + "\n");
				case "illegal-cookie" -> ResponseHeaders.current().addCookie(new Cookie("token", secret + "\u0001"));
				case "no-context" -> Propagating.withNothing(this.cart::show).run();
				case "closed", "failing-page" -> {
					RequestContext closed = Objects.requireNonNull(this.closed);
					Awaitility.await().until(() -> !closed.isOpen());
					closed.lease();
				}
				case "kept-bean" -> Objects.requireNonNull(this.keptCart).show();
				case "missing" -> MISSING.get();
				case "circle" -> CIRCLE.get();
				case "circle-of-a-key" -> this.prices.circle(secret);
				case "slow" -> waitForAnother(secret);
				case "not-copied" -> CompletableFuture.runAsync(() -> {
					try (Binding binding = context.bind()) {
						RequestInfo.current().header("Authorization");
					}
				}).join();
				case "stand-in-in-the-session" -> request.getSession().setAttribute("cart", this.cart);
				case "stand-in-written" ->
					new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(List.of(this.cart));
				case "cached" -> this.prices.price();
				case "destroyer" -> FRAGILE.set(secret);
				case "task" -> context.afterResponse(() -> {
					throw new IllegalStateException("on purpose");
				});
				case "lost-lease" -> context.lease();
				case "lost-context" -> this.factory.open(() -> "job");
				case "binding" -> context.bind();
				case "fetch" -> fetch(secret, request);
				case "planted" -> plant(secret);
				default -> throw new IllegalArgumentException(what);
			}
		}

		private void waitForAnother(String secret) throws Exception {
			CountDownLatch entered = new CountDownLatch(1);
			CountDownLatch goOn = new CountDownLatch(1);
			CompletableFuture<String> other = CompletableFuture
				.supplyAsync(Propagating.supplier(() -> this.prices.slow(secret, entered, goOn)));
			try {
				assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
				this.prices.slow(secret, entered, goOn);
			}
			finally {
				goOn.countDown();
				other.join();
			}
		}

		// Twice, so that the second is answered by what was kept.
		private void fetch(String secret, HttpServletRequest request) {
			for (int i = 0; i < 2; i++) {
				this.client.get()
					// Spring's own meter has the template.
					.uri("http://127.0.0.1:{port}/actuator/health?token={token}", request.getLocalPort(), secret)
					.header("Authorization", "Bearer " + secret)
					.retrieve()
					.toBodilessEntity();
			}
		}

		// The control.
		private void plant(String secret) {
			this.registry.counter("planted", "user", secret).increment();
			Logger logger = LoggerFactory.getLogger("dev.requeststate.planted");
			logger.info("message {}", secret);
			logger.warn("exception", new IllegalStateException(new IllegalStateException(secret)));
			try (MDC.MDCCloseable planted = MDC.putCloseable("planted", secret)) {
				logger.info("diagnostic context");
			}
			IllegalStateException ours = new IllegalStateException(secret);
			ours.setStackTrace(new StackTraceElement[] {
					new StackTraceElement(RequestContext.class.getName(), "current", "RequestContext.java", 1) });
			LoggerFactory.getLogger("com.shop").warn("somebody else's line", new IllegalStateException(ours));
		}

	}

}
