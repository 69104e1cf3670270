package dev.requeststate.folio.isolation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.requeststate.context.RequestContext;
import dev.requeststate.folio.page.Head;
import dev.requeststate.folio.page.Page;
import dev.requeststate.folio.page.Pages;
import dev.requeststate.folio.page.RenderedPage;
import dev.requeststate.propagation.Propagating;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.springframework.web.servlet.view.InternalResourceView;

/**
 * The ways in which the isolation page can be answered, one method for each mode.
 */
abstract class IsolationModes {

	// Not less: Jetty forgets a timeout that comes before the thread that asked for it
	// goes on.
	private static final Duration TIMEOUT = Duration.ofSeconds(1);

	private static final Duration AFTERWARDS = Duration.ofMillis(50);

	private final Pages pages;

	private final IsolationPage page;

	private final Trail trail;

	private final Head head;

	private final AfterNotes afterNotes;

	private final IsolationThreads threads;

	/**
	 * Create the modes.
	 * @param pages renders the page
	 * @param page what stands on it
	 * @param trail where the request has been
	 * @param head the head that the page's sections add to
	 * @param afterNotes takes notes after the response
	 * @param threads where the page is rendered, if not on the thread of the request
	 */
	IsolationModes(Pages pages, IsolationPage page, Trail trail, Head head, AfterNotes afterNotes,
			IsolationThreads threads) {
		this.pages = pages;
		this.page = page;
		this.trail = trail;
		this.head = head;
		this.afterNotes = afterNotes;
		this.threads = threads;
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
		this.threads.application().execute(() -> {
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
		Runnable late = Propagating.runnable(() -> {
			this.trail.note("after the timeout");
			result.setResult(page);
		});
		Executor afterwards = CompletableFuture.delayedExecutor(AFTERWARDS.toMillis(), TimeUnit.MILLISECONDS,
				this.threads.application());
		// Spring says so twice where an error page follows.
		AtomicBoolean completed = new AtomicBoolean();
		result.onCompletion(() -> {
			if (completed.compareAndSet(false, true)) {
				afterwards.execute(late);
			}
		});
		return result;
	}

	/**
	 * Sends the page as events.
	 */
	@GetMapping(params = "mode=sse")
	SseEmitter sse(IsolationRequest request) {
		this.trail.note("page");
		EventPage page = new EventPage(this.pages, page(request, false), this.head, this.threads.application());
		EventPage.WAITING.set(page);
		return page.emitter();
	}

	/**
	 * Answers, and notes what can be seen of the request when the response is over.
	 */
	@GetMapping(params = "mode=after")
	View after(IsolationRequest request) {
		RequestContext.current().afterResponse(this.afterNotes::take);
		return render(request, false);
	}

	@GetMapping(params = "mode=virtual")
	View virtual(IsolationRequest request) {
		return render(request, ThreadForEach::render);
	}

	@GetMapping(params = "mode=forkjoin")
	View forkJoin(IsolationRequest request) {
		return render(request, this.threads.forkJoin()::render);
	}

	@GetMapping(params = "mode=completable")
	CompletableFuture<View> completable(IsolationRequest request) {
		this.trail.note("page");
		Page page = page(request, false);
		return this.threads.futures().render(this.pages.begin(page, this.head)).thenApply((sections) -> {
			this.trail.note("last stage");
			return sections;
		}).handle((sections, failure) -> {
			if (failure != null) {
				throw new IllegalStateException("A section failed", failure);
			}
			return this.pages.finish(page, this.head, sections);
		});
	}

	private RenderedPage render(IsolationRequest request, boolean failing) {
		this.trail.note("page");
		return this.pages.render(page(request, failing), this.head, request.threads());
	}

	/**
	 * Render the page.
	 * @param request what was asked for
	 * @param sections renders the sections
	 */
	final RenderedPage render(IsolationRequest request, Function<List<Supplier<String>>, List<String>> sections) {
		this.trail.note("page");
		Page page = page(request, false);
		return this.pages.finish(page, this.head, sections.apply(this.pages.begin(page, this.head)));
	}

	private Page page(IsolationRequest request, boolean failing) {
		return this.page.page(request, this.head, failing);
	}

}
