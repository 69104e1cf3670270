package dev.requeststate.folio.web;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

import dev.requeststate.context.Binding;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.ServletWebRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AsyncContext}.
 */
class AsyncContextTests {

	private final AsyncContext interceptor = new AsyncContext();

	private final NativeWebRequest request = new ServletWebRequest(new MockHttpServletRequest());

	private final Callable<String> task = () -> RequestContext.current().id();

	private final Lease requestsOwn = RequestContextFactory.builder().build().open(() -> "test");

	private final RequestContext context = this.requestsOwn.context();

	@Test
	void workSeesTheContextAndHoldsItUntilItEnds() {
		handOver();
		this.requestsOwn.close();
		CompletableFuture.runAsync(() -> {
			this.interceptor.preProcess(this.request, this.task);
			assertThat(call()).isEqualTo(this.context.id());
			this.interceptor.postProcess(this.request, this.task, "");
			assertThat(RequestContext.currentOrNull()).isNull();
		}).join();
		assertThat(this.context.isOpen()).isFalse();
	}

	@Test
	void workThatGoesOnAfterTheRequestKeepsTheContext() {
		handOver();
		CompletableFuture.runAsync(() -> {
			this.interceptor.preProcess(this.request, this.task);
			this.interceptor.afterCompletion(this.request, this.task);
			this.requestsOwn.close();
			assertThat(this.context.isOpen()).isTrue();
			assertThat(call()).isEqualTo(this.context.id());
			this.interceptor.postProcess(this.request, this.task, "");
		}).join();
		assertThat(this.context.isOpen()).isFalse();
	}

	@Test
	void workThatNeverBeganHoldsNothingAfterTheRequest() {
		handOver();
		this.requestsOwn.close();
		assertThat(this.context.isOpen()).isTrue();
		this.interceptor.afterCompletion(this.request, this.task);
		assertThat(this.context.isOpen()).isFalse();
		assertThatExceptionOfType(CancellationException.class)
			.isThrownBy(() -> this.interceptor.preProcess(this.request, this.task));
	}

	private void handOver() {
		try (Binding binding = this.requestsOwn.bind()) {
			this.interceptor.beforeConcurrentHandling(this.request, this.task);
		}
	}

	private String call() {
		try {
			return this.task.call();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
