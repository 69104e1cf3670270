package dev.requeststate.folio.isolation;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import dev.requeststate.context.Binding;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import dev.requeststate.folio.page.Head;
import dev.requeststate.folio.page.Pages;
import dev.requeststate.folio.page.RenderedPage;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.springframework.web.servlet.view.InternalResourceView;

/**
 * The ways in which the isolation page can be answered, one method for each mode.
 */
abstract class IsolationModes {

	private static final Duration TIMEOUT = Duration.ofMillis(100);

	// Far beyond the timeout: Tomcat looks for timeouts once a second.
	private static final Duration TOO_LATE = Duration.ofSeconds(5);

	private final Pages pages;

	private final IsolationPage page;

	private final Trail trail;

	private final Head head;

	private final Executor executor;

	/**
	 * Create the modes.
	 * @param pages renders the page
	 * @param page what stands on it
	 * @param trail where the request has been
	 * @param head the head that the page's sections add to
	 * @param executor the application's executor
	 */
	IsolationModes(Pages pages, IsolationPage page, Trail trail, Head head, Executor executor) {
		this.pages = pages;
		this.page = page;
		this.trail = trail;
		this.head = head;
		this.executor = executor;
	}

	@GetMapping
	View plain(IsolationRequest request) {
		return render(request, false);
	}

	@GetMapping(params = "mode=callable")
	Callable<View> callable(IsolationRequest request) {
		return () -> render(request, false);
	}

	@GetMapping(params = "mode=deferred")
	DeferredResult<View> deferred(IsolationRequest request) {
		DeferredResult<View> result = new DeferredResult<>();
		inContext(this.executor, () -> {
			try {
				result.setResult(render(request, false));
			}
			catch (RuntimeException ex) {
				result.setErrorResult(ex);
			}
		});
		return result;
	}

	@GetMapping(params = "mode=stream")
	ResponseEntity<StreamingResponseBody> stream(IsolationRequest request) {
		return ResponseEntity.ok()
			.contentType(MediaType.parseMediaType(RenderedPage.CONTENT_TYPE))
			.body((out) -> render(request, false).stream(out));
	}

	@GetMapping(params = "mode=forward")
	View forward(IsolationRequest request, HttpServletRequest servletRequest) {
		if (servletRequest.getDispatcherType() == DispatcherType.FORWARD) {
			return render(request, false);
		}
		this.trail.note("before the forward");
		return new InternalResourceView(servletRequest.getServletPath());
	}

	@GetMapping(params = "mode=error")
	View error(IsolationRequest request) {
		return render(request, true);
	}

	/**
	 * Answers too late. The work goes on after the response, with the context held open
	 * by its lease, though the catalog's connection is gone by then.
	 */
	@GetMapping(params = "mode=timeout")
	DeferredResult<View> timeout(IsolationRequest request) {
		DeferredResult<View> result = new DeferredResult<>(TIMEOUT.toMillis());
		View page = render(request, false);
		inContext(CompletableFuture.delayedExecutor(TOO_LATE.toMillis(), TimeUnit.MILLISECONDS, this.executor), () -> {
			this.trail.note("after the timeout");
			result.setResult(page);
		});
		return result;
	}

	private RenderedPage render(IsolationRequest request, boolean failing) {
		this.trail.note("page");
		return this.pages.render(this.page.page(request, this.head, failing), this.head);
	}

	private static void inContext(Executor executor, Runnable work) {
		Lease lease = RequestContext.current().lease();
		try {
			executor.execute(() -> {
				try (lease; Binding binding = lease.bind()) {
					work.run();
				}
			});
		}
		catch (RuntimeException ex) {
			lease.close();
			throw ex;
		}
	}

}
