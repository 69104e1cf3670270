package dev.requeststate.spring.web;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.requeststate.context.Binding;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import dev.requeststate.servlet.RequestInfo;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A page that keeps its live request for a task, as nobody should, and one during which
 * that task runs.
 */
@RestController
class LiveRequestPages {

	private final CountDownLatch nextRequest = new CountDownLatch(1);

	private final CompletableFuture<Seen> seen = new CompletableFuture<>();

	@GetMapping("/first")
	String first(HttpServletRequest live) {
		Lease lease = RequestContext.current().lease();
		new Thread(() -> {
			try (lease; Binding binding = lease.bind()) {
				if (!this.nextRequest.await(20, TimeUnit.SECONDS)) {
					throw new IllegalStateException("no second request");
				}
				RequestInfo info = RequestInfo.current();
				this.seen.complete(new Seen(user(live), info.header("X-User") + " " + info.path()));
			}
			catch (InterruptedException | RuntimeException ex) {
				this.seen.completeExceptionally(ex);
			}
		}, "keeps-request").start();
		return "connection " + live.getServletConnection().getConnectionId();
	}

	@GetMapping("/second")
	String second(HttpServletRequest live) throws Exception {
		this.nextRequest.countDown();
		// The task runs while this request does.
		this.seen.get(20, TimeUnit.SECONDS);
		return "connection " + live.getServletConnection().getConnectionId();
	}

	CompletableFuture<Seen> seen() {
		return this.seen;
	}

	private static String user(HttpServletRequest live) {
		try {
			return live.getHeader("X-User") + " " + live.getRequestURI();
		}
		catch (IllegalStateException ex) {
			return "IllegalStateException";
		}
	}

	/**
	 * What the task saw.
	 *
	 * @param live what the live request said
	 * @param info what the request info said
	 */
	record Seen(String live, String info) {
	}

}
