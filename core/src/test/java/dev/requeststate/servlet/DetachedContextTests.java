package dev.requeststate.servlet;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestLocal;
import dev.requeststate.propagation.Propagating;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Contexts of long jobs, begun by a request that they do not hold.
 */
class DetachedContextTests {

	private final RequestContextFactory factory = RequestContextFactory.builder().build();

	private final List<String> destroyed = new ArrayList<>();

	private final RequestLocal<String> cart = RequestLocal.withInitial("cart",
			() -> "cart of " + RequestContext.current().id(), this.destroyed::add);

	@Test
	void aDetachedContextKnowsTheRequestAndHoldsNothingOfIt() throws Exception {
		try (RequestContextFactory.Registration registration = this.factory.makeDefault()) {
			Served served = serve();
			assertThat(this.factory.openContexts().list()).containsExactly(served.job().context());
			await().atMost(Duration.ofSeconds(20)).until(() -> {
				System.gc();
				return served.request().get() == null && served.context().get() == null;
			});
			served.job().run(() -> {
				RequestInfo info = RequestInfo.current();
				assertThat(info.method()).isEqualTo("POST");
				assertThat(info.path()).isEqualTo("/export");
				assertThat(info.query()).isEqualTo("year=2026");
				assertThat(info.header("X-User")).isEqualTo("alice");
				assertThat(info.cookie("basket")).isEqualTo("7");
				assertThat(info.locale()).isEqualTo(Locale.GERMAN);
				assertThat(info.id()).isEqualTo(served.id()).isNotEqualTo(RequestContext.current().id());
				assertThat(info.name()).isEqualTo(RequestContext.current().name()).isEqualTo("POST /export");
				assertThatIllegalStateException().isThrownBy(ResponseHeaders::current);
				try (Lease next = RequestContext.detached(info)) {
					assertThat(next.context().origin()).as("a job begun by the job").isSameAs(info);
				}
			});
			served.job().close();
			assertThat(this.factory.closed()).isEqualTo(3);
			Reference.reachabilityFence(served);
		}
	}

	@Test
	void aDetachedContextHasValuesOfItsOwnAndALifeOfItsOwn() {
		try (RequestContextFactory.Registration registration = this.factory.makeDefault()) {
			AtomicReference<Runnable> task = new AtomicReference<>();
			AtomicReference<String> requests = new AtomicReference<>();
			AtomicReference<String> jobs = new AtomicReference<>();
			this.factory.run("request", () -> {
				requests.set(this.cart.get());
				try (Lease job = RequestContext.detached(RequestContext.current().origin())) {
					job.run(() -> {
						jobs.set(this.cart.get());
						task.set(Propagating.runnable(() -> assertThat(this.cart.get()).isEqualTo(jobs.get())));
					});
				}
			});
			assertThat(jobs.get()).isNotEqualTo(requests.get());
			assertThat(this.destroyed).containsExactly(requests.get());
			Objects.requireNonNull(task.get()).run();
			assertThat(this.destroyed).containsExactly(requests.get(), jobs.get());
		}
	}

	private Served serve() throws Exception {
		AtomicReference<Served> served = new AtomicReference<>();
		List<Runnable> completions = new ArrayList<>();
		RequestStateFilter filter = new RequestStateFilter(this.factory,
				List.of((request, onCompletion) -> completions.add(onCompletion)), RequestInfoMode.LAZY);
		MockHttpServletRequest container = new MockHttpServletRequest("POST", "/export");
		container.setQueryString("year=2026");
		container.addHeader("X-User", "alice");
		container.setCookies(new Cookie("basket", "7"));
		container.addPreferredLocale(Locale.GERMAN);
		filter.doFilter(container, new MockHttpServletResponse(), (request, response) -> {
			RequestContext context = RequestContext.current();
			served.set(new Served(RequestContext.detached(RequestInfo.current()), context.id(),
					new WeakReference<>(container), new WeakReference<>(context)));
		});
		completions.get(0).run();
		return Objects.requireNonNull(served.get());
	}

	private record Served(Lease job, String id, Reference<Object> request, Reference<Object> context) {
	}

}
