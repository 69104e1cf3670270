package dev.requeststate.servlet;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * After a request nothing of the library holds on to the container's objects: the
 * container uses them for the next one.
 */
class RetentionTests {

	@Test
	void aContextThatALeaseKeepsOpenHoldsNeitherRequestNorResponse() throws Exception {
		Kept kept = serve();
		kept.completion().run();
		await().atMost(Duration.ofSeconds(20)).until(() -> {
			System.gc();
			return kept.request().get() == null && kept.response().get() == null;
		});
		assertThat(kept.info().header("X-User")).isEqualTo("alice");
		kept.lease().close();
		Reference.reachabilityFence(kept);
	}

	// The control: before its end a request does hold its response.
	@Test
	void aRequestThatDoesNotEndIsSeen() throws Exception {
		Kept kept = serve();
		assertThatThrownBy(() -> await().atMost(Duration.ofSeconds(1)).until(() -> {
			System.gc();
			return kept.response().get() == null;
		})).isInstanceOf(ConditionTimeoutException.class);
		kept.completion().run();
		kept.lease().close();
		Reference.reachabilityFence(kept);
	}

	private static Kept serve() throws Exception {
		List<Runnable> completions = new ArrayList<>();
		List<Lease> leases = new ArrayList<>();
		List<RequestInfo> infos = new ArrayList<>();
		RequestStateFilter filter = new RequestStateFilter(RequestContextFactory.builder().build(),
				List.of((request, onCompletion) -> completions.add(onCompletion)), RequestInfoMode.LAZY);
		MockHttpServletRequest container = new MockHttpServletRequest("GET", "/cart");
		container.addHeader("X-User", "alice");
		MockHttpServletResponse page = new MockHttpServletResponse();
		filter.doFilter(container, page, (request, response) -> {
			ResponseHeaders.current().set("X-Cart", "1");
			infos.add(RequestInfo.current());
			leases.add(RequestContext.current().lease());
			response.getWriter().write("page");
		});
		return new Kept(completions.get(0), leases.get(0), infos.get(0), new WeakReference<>(container),
				new WeakReference<>(page));
	}

	private record Kept(Runnable completion, Lease lease, RequestInfo info, Reference<Object> request,
			Reference<Object> response) {
	}

}
