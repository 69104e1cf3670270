package dev.requeststate.spring.actuate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import dev.requeststate.RequestState;
import dev.requeststate.context.Binding;
import dev.requeststate.context.CacheRole;
import dev.requeststate.context.ContextOrigin;
import dev.requeststate.context.LeakDetection;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextClosedException;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestLocal;
import dev.requeststate.context.RequestLocalMap;
import dev.requeststate.spring.actuate.RequestStateReport.Context;
import dev.requeststate.spring.actuate.RequestStateReport.Definition;
import dev.requeststate.spring.scope.RequestStateScopeConfiguration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the endpoint says, and what it keeps to itself.
 */
class RequestStateEndpointTests {

	private static final String SECRET = "5EC4E7";

	private final RequestContextFactory factory = RequestContextFactory.builder().build();

	private final RequestStateEndpoint endpoint = new RequestStateEndpoint(this.factory,
			new DefaultListableBeanFactory());

	@Test
	void aContextIsDescribedWhileItIsOpen() {
		RequestLocal<String> user = RequestLocal.named("user");
		Lease open = this.factory.open(origin("GET /cart", "between dispatches"));
		try (Binding binding = open.bind()) {
			user.set("ada");
		}
		Lease lease = open.context().leaseFor(RequestStateEndpointTests.class);
		assertThat(this.endpoint.report(null).open()).singleElement().satisfies((context) -> {
			assertThat(context.id()).isEqualTo(open.context().id());
			assertThat(context.name()).isEqualTo("GET /cart");
			assertThat(context.ageMillis()).isBetween(0L, 60_000L);
			assertThat(context.dispatch()).isEqualTo("between dispatches");
			assertThat(context.values()).containsExactly("user");
			assertThat(context.threads()).isEmpty();
			assertThat(context.traceId()).isNull();
			assertThat(context.leases()).singleElement().satisfies((held) -> {
				assertThat(held.holder()).isEqualTo(RequestStateEndpointTests.class.getName());
				assertThat(held.thread()).isEqualTo(Thread.currentThread().getName());
				assertThat(held.ageMillis()).isNotNegative();
				assertThat(held.place()).isNull();
				assertThat(held.trace()).isNull();
			});
		});
		lease.close();
		open.close();
		assertThat(this.endpoint.report(null).open()).isEmpty();
	}

	@Test
	void theTraceOfALeaseIsToldWhereItIsKnown() {
		RequestContextFactory watched = RequestContextFactory.builder().leaseWarnAfter(Duration.ofNanos(1)).build();
		try (Lease open = watched.open(() -> "held"); Lease first = open.context().leaseFor(String.class)) {
			Awaitility.await().until(() -> {
				watched.openContexts().review();
				return watched.openContexts().overdueLeases() == 1;
			});
			try (Lease second = open.context().leaseFor(String.class)) {
				RequestStateReport report = new RequestStateEndpoint(watched, new DefaultListableBeanFactory())
					.report(null);
				assertThat(report.open().get(0).leases().get(0).trace()).anyMatch(
						(frame) -> frame.contains("RequestStateEndpointTests.theTraceOfALeaseIsToldWhereItIsKnown"));
				assertThat(report.open().get(0).leases().get(1).trace()).isNull();
				assertThat(report.counts().overdueLeases()).isOne();
			}
		}
	}

	@Test
	void threadsAndLeaksAreToldWhereTheyAreLookedFor() throws InterruptedException {
		RequestContextFactory watched = RequestContextFactory.builder().leakDetection(LeakDetection.STRICT).build();
		RequestStateEndpoint endpoint = new RequestStateEndpoint(watched, new DefaultListableBeanFactory());
		Lease open = watched.open(() -> "watched");
		Binding binding = open.bind();
		assertThat(endpoint.report(null).open().get(0).threads()).containsExactly(Thread.currentThread().getName());
		assertThat(endpoint.report(null).leaks()).isEmpty();
		Thread other = new Thread(binding::close, "wrong-thread");
		other.start();
		other.join();
		RequestStateReport report = endpoint.report(null);
		assertThat(report.leaks()).singleElement().satisfies((leak) -> {
			assertThat(leak.kind()).isEqualTo("BINDING_CLOSED_ELSEWHERE");
			assertThat(leak.message()).contains("wrong-thread");
			// Not this class: it is in a package of the library.
			assertThat(leak.place()).isNotEmpty();
			assertThat(leak.count()).isOne();
			assertThat(leak.trace()).anyMatch((frame) -> frame.contains("RequestStateEndpointTests"));
		});
		assertThat(report.counts().leaks()).isOne();
		binding.close();
		open.close();
	}

	@Test
	void usesOfClosedContextsAreCounted() {
		Lease open = this.factory.open(() -> "closed");
		open.close();
		assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(() -> open.context().lease());
		assertThat(this.endpoint.report(null).counts().closedAccesses()).isOne();
	}

	@Test
	void theOldestAreDescribedAndAllAreCounted() {
		List<Lease> open = IntStream.range(0, 600).mapToObj((i) -> this.factory.open(() -> "job " + i)).toList();
		assertThat(this.endpoint.report(null).open()).hasSize(50).first().satisfies(named("job 0"));
		assertThat(this.endpoint.report(null).open()).last().satisfies(named("job 49"));
		assertThat(this.endpoint.report(3).open()).extracting(Context::name).containsExactly("job 0", "job 1", "job 2");
		assertThat(this.endpoint.report(1_000_000).open()).hasSize(500);
		assertThat(this.endpoint.report(0).open()).isEmpty();
		assertThat(this.endpoint.report(-1).open()).isEmpty();
		assertThat(this.endpoint.report(1).counts().open()).isEqualTo(600);
		open.forEach(Lease::close);
		assertThat(this.endpoint.report(1).counts())
			.satisfies((counts) -> assertThat(List.of(counts.open(), counts.opened(), counts.closed(), counts.leases()))
				.containsExactly(0L, 600L, 600L, 0L));
	}

	private static Consumer<Context> named(String name) {
		return (context) -> assertThat(context.name()).isEqualTo(name);
	}

	@Test
	void whatAContextHasIsBoundedToo() {
		Lease open = this.factory.open(() -> "x".repeat(10_000));
		List<Lease> leases = IntStream.range(0, 200).mapToObj((i) -> open.context().lease()).toList();
		List<RequestLocal<String>> locals = IntStream.range(0, 300)
			.mapToObj((i) -> RequestLocal.<String>named("local " + i + "y".repeat(1000)))
			.toList();
		try (Binding binding = open.bind()) {
			locals.forEach((local) -> local.set("value"));
		}
		RequestStateReport report = this.endpoint.report(null);
		assertThat(report.open()).singleElement().satisfies((context) -> {
			assertThat(context.name()).hasSize(200);
			assertThat(context.leases()).hasSize(20);
			assertThat(context.values()).hasSize(100).allSatisfy((name) -> assertThat(name).hasSize(200));
		});
		assertThat(report.definitions()).hasSizeLessThanOrEqualTo(500);
		assertThat(report.counts().definitions()).isGreaterThanOrEqualTo(300);
		assertThat(report.counts().leases()).isEqualTo(200);
		leases.forEach(Lease::close);
		open.close();
		assertThat(locals).hasSize(300);
	}

	@Test
	void noValueIsExposed() {
		RequestLocal<Object> local = RequestLocal.named("token");
		RequestLocal<Map<String, String>> map = RequestLocal.withInitial("settings",
				() -> Map.of(SECRET + " key", SECRET));
		RequestLocalMap<String, String> cache = RequestLocalMap.ofKind("request cache", "books", CacheRole.STATE);
		Lease open = this.factory.open(() -> "GET /cart");
		try (Binding binding = open.bind()) {
			local.set(new Secretive());
			map.get();
			cache.put(SECRET + " key", SECRET);
			RequestContext.current().attributes().put(SECRET + " key", new Secretive());
			RequestContext.current().afterResponse(new Secretive());
		}
		Lease held = open.context().leaseFor(new Secretive().getClass());
		RequestStateReport report = this.endpoint.report(null);
		String json = JsonMapper.builder().build().writeValueAsString(report);
		assertThat(report.open().get(0).values()).contains("token", "settings", "books", "attributes");
		assertThat(json).contains("token", Secretive.class.getName()).doesNotContain(SECRET);
		assertThat(report.toString()).contains("token").doesNotContain(SECRET);
		held.close();
		open.close();
	}

	@Test
	void anErrorOfTheSameKindAsAValueIsFound() {
		Lease open = this.factory.open(() -> "GET /cart?token=" + SECRET);
		assertThat(this.endpoint.report(null).toString()).contains(SECRET);
		open.close();
	}

	@Test
	void requestLocalsAreDefinedWithTheirTypesAndPlaces() {
		RequestLocal<Object> local = RequestLocal.named("defined here", CacheRole.HARMLESS, (value) -> {
		});
		assertThat(definition("defined here")).isEqualTo(new Definition("request local", "defined here", null,
				definition("defined here").source(), true, true, false));
		assertThat(definition("defined here").source()).contains("RequestStateEndpointTests.java:");
		this.factory.run("test", () -> local.set(new Secretive()));
		assertThat(definition("defined here").type()).isEqualTo(Secretive.class.getName());
	}

	@Test
	void whatALibraryCallsALocalIsClippedToo() {
		RequestLocal<Object> local = RequestLocal.ofKind("k".repeat(1000), "of a long kind", CacheRole.VALUE);
		assertThat(definition(local.name()).kind()).hasSize(200).endsWith("\u2026");
	}

	private Definition definition(String name) {
		return this.endpoint.report(0)
			.definitions()
			.stream()
			.filter((definition) -> definition.name().equals(name))
			.findFirst()
			.orElseThrow();
	}

	@Test
	void eachApplicationContextHasItsOwnBeans() {
		contexts().run((first) -> contexts().run((second) -> {
			RequestStateEndpoint endpoint = endpoint((ConfigurableApplicationContext) first);
			// Makes the bean in the other one's request local.
			RequestContext.run("test", () -> second.getBean(Cart.class).touch());
			assertThat(endpoint.report(null).definitions()).filteredOn((definition) -> definition.kind().equals("bean"))
				.containsExactly(new Definition("bean", "cart", Cart.class.getName(), Beans.class.getName() + ".cart()",
						true, false, true));
		}));
	}

	@Test
	void beansOfAParentAreThereForAChildAndNotTheOtherWayRound() {
		contexts().run((parent) -> new ApplicationContextRunner().withParent(parent)
			.withUserConfiguration(RequestStateScopeConfiguration.class, MoreBeans.class)
			.run((child) -> {
				assertThat(beans((ConfigurableApplicationContext) parent)).containsExactly("cart");
				assertThat(beans((ConfigurableApplicationContext) child)).containsExactly("basket", "cart");
			}));
	}

	private List<String> beans(ConfigurableApplicationContext context) {
		return endpoint(context).report(null)
			.definitions()
			.stream()
			.filter((definition) -> definition.kind().equals("bean"))
			.map(Definition::name)
			.toList();
	}

	private RequestStateEndpoint endpoint(ConfigurableApplicationContext context) {
		return new RequestStateEndpoint(this.factory, context.getBeanFactory());
	}

	private static ApplicationContextRunner contexts() {
		return new ApplicationContextRunner().withUserConfiguration(RequestStateScopeConfiguration.class, Beans.class);
	}

	@Test
	void itAnswersWhileContextsComeAndGo() throws InterruptedException {
		RequestLocal<String> local = RequestLocal.withInitial("busy", () -> "value");
		AtomicBoolean over = new AtomicBoolean();
		CountDownLatch under = new CountDownLatch(2);
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			Thread thread = new Thread(() -> {
				for (long runs = 0; !over.get(); runs++) {
					this.factory.run("busy", () -> {
						try (Lease lease = RequestContext.current().lease()) {
							local.get();
						}
					});
					if (runs == 100) {
						under.countDown();
					}
				}
			});
			thread.start();
			threads.add(thread);
		}
		under.await();
		long before = this.factory.closed();
		for (int i = 0; i < 500; i++) {
			RequestStateReport report = this.endpoint.report(null);
			assertThat(report.open()).hasSizeLessThanOrEqualTo(50).allSatisfy((context) -> {
				assertThat(context.name()).isEqualTo("busy");
				assertThat(context.values()).isSubsetOf("busy");
			});
			assertThat(report.counts().opened()).isGreaterThanOrEqualTo(report.counts().closed());
		}
		over.set(true);
		for (Thread thread : threads) {
			thread.join();
		}
		assertThat(this.factory.closed()).isGreaterThan(before).isEqualTo(this.factory.opened());
		assertThat(this.endpoint.report(null).open()).isEmpty();
	}

	private static ContextOrigin origin(String name, String state) {
		return new ContextOrigin() {

			@Override
			public String name() {
				return name;
			}

			@Override
			public String state() {
				return state;
			}

		};
	}

	static class Secretive implements Runnable {

		@Override
		public void run() {
		}

		@Override
		public String toString() {
			return SECRET;
		}

	}

	static class Cart implements AutoCloseable {

		void touch() {
		}

		@Override
		public void close() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		@RequestState(cacheKey = true)
		Cart cart() {
			return new Cart();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MoreBeans {

		@Bean
		@RequestState
		Cart basket() {
			return new Cart();
		}

	}

}
