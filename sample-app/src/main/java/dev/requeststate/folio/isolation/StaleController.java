package dev.requeststate.folio.isolation;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

import dev.requeststate.context.RequestContext;
import dev.requeststate.folio.page.Head;
import dev.requeststate.folio.page.Pages;
import dev.requeststate.folio.playground.ConditionalOnPlayground;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.View;

/**
 * The isolation page, whose mode {@code forkjoin} asks a pool for the token and has it
 * from threads that keep the request for which they were started, as it would be written
 * by somebody who gives a context's threads to a pool. Whatever looks for leaks must find
 * them here.
 */
@Profile("leaky")
@Controller
@ConditionalOnPlayground
@RequestMapping("/isolation/stale/{token}")
class StaleController extends IsolationModes implements DisposableBean {

	private static final int THREADS = 4;

	private final ExecutorService pool = Executors.newFixedThreadPool(THREADS,
			(task) -> RequestContext.current().threadFactory().newThread(task));

	private final TokenEcho echo;

	StaleController(Pages pages, IsolationPage page, Trail trail, Head head, AfterNotes afterNotes,
			IsolationThreads threads, TokenEcho echo) {
		super(pages, page, trail, head, afterNotes, threads);
		this.echo = echo;
	}

	@Override
	View forkJoin(IsolationRequest request) {
		return render(request, (sections) -> sections.stream().map(this::withToken).toList());
	}

	private String withToken(Supplier<String> section) {
		return section.get() + "<p>" + tokenFromThePool() + "</p>";
	}

	private String tokenFromThePool() {
		try {
			return this.pool.submit(this.echo::token).get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void destroy() {
		this.pool.shutdownNow();
	}

}
