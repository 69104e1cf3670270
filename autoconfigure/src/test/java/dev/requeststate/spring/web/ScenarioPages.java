package dev.requeststate.spring.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;

import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import dev.requeststate.servlet.ResponseHeaders;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * The scenarios that need Spring MVC.
 */
@Controller
class ScenarioPages {

	static final int ENOUGH_TO_FILL_EVERY_BUFFER = 50_000;

	private final Queue<Lease> forgottenLeases = new ConcurrentLinkedQueue<>();

	private static String page() {
		return "context=" + RequestContext.current().id() + ";";
	}

	@GetMapping({ "/plain", "/leave-bound" })
	@ResponseBody
	String plain() {
		return page();
	}

	@GetMapping("/status")
	@ResponseBody
	String status(HttpServletResponse response) {
		response.setStatus(500);
		return page();
	}

	@GetMapping("/forward")
	String forward() {
		return "forward:/plain";
	}

	@GetMapping({ "/throws", "/error-page-throws" })
	@ResponseBody
	String fails() throws ScenarioException {
		throw new ScenarioException("in the page");
	}

	@GetMapping("/throws-after-commit")
	void failsAfterCommit(HttpServletResponse response) throws IOException {
		response.getWriter().write(page());
		response.flushBuffer();
		throw new ScenarioException("after the commit");
	}

	@GetMapping("/send-error")
	void sendError(HttpServletResponse response) throws IOException {
		response.sendError(418);
	}

	@GetMapping("/callable")
	@ResponseBody
	Callable<String> callable() {
		String page = page();
		return () -> page;
	}

	@GetMapping("/callable-throws")
	@ResponseBody
	Callable<String> callableFails() {
		return () -> {
			throw new ScenarioException("in a callable");
		};
	}

	@GetMapping("/deferred")
	@ResponseBody
	DeferredResult<String> deferred() {
		DeferredResult<String> result = new DeferredResult<>(10_000L);
		String page = page();
		new Thread(() -> result.setResult(page), "deferred").start();
		return result;
	}

	@GetMapping("/timeout")
	@ResponseBody
	DeferredResult<String> timeout() {
		return new DeferredResult<>(50L);
	}

	@GetMapping("/stream")
	StreamingResponseBody stream() {
		String page = page();
		return (stream) -> {
			for (int i = 0; i < 3; i++) {
				stream.write(page.getBytes(StandardCharsets.UTF_8));
				stream.flush();
			}
		};
	}

	@GetMapping("/sse")
	SseEmitter sse() {
		SseEmitter emitter = new SseEmitter(10_000L);
		String page = page();
		new Thread(() -> {
			try {
				emitter.send(page);
				emitter.send("second");
				emitter.complete();
			}
			catch (IOException ex) {
				emitter.completeWithError(ex);
			}
		}, "sse").start();
		return emitter;
	}

	@GetMapping("/sse-timeout")
	SseEmitter sseTimeout() throws IOException {
		SseEmitter emitter = new SseEmitter(50L);
		emitter.send(page());
		return emitter;
	}

	// Nobody sends anything, so that nobody notices that the client is gone.
	@GetMapping("/sse-idle")
	SseEmitter sseIdle() throws IOException {
		SseEmitter emitter = new SseEmitter(500L);
		emitter.send("x".repeat(200));
		return emitter;
	}

	@PostMapping("/upload")
	@ResponseBody
	String upload(HttpServletRequest request) throws IOException {
		request.getInputStream().readAllBytes();
		return page();
	}

	@GetMapping("/forgotten-lease")
	@ResponseBody
	String forgottenLease() {
		this.forgottenLeases.add(RequestContext.current().lease());
		return page();
	}

	/**
	 * Close what the control has left open.
	 */
	void closeForgottenLeases() {
		for (Lease lease = this.forgottenLeases.poll(); lease != null; lease = this.forgottenLeases.poll()) {
			lease.close();
		}
	}

	@GetMapping("/big-response-header")
	@ResponseBody
	String bigResponseHeader() {
		ResponseHeaders.current().set("X-Big", "x".repeat(100_000));
		return page();
	}

	// The client is gone before it has read all of it.
	@GetMapping("/endless")
	void endless(HttpServletResponse response) throws IOException {
		String line = "x".repeat(8192);
		for (int i = 0; i < ENOUGH_TO_FILL_EVERY_BUFFER; i++) {
			response.getWriter().write(line);
			if (response.getWriter().checkError()) {
				throw new ScenarioException("the client is gone");
			}
		}
	}

	@GetMapping("/endless-stream")
	StreamingResponseBody endlessStream() {
		byte[] line = new byte[8192];
		return (stream) -> {
			for (int i = 0; i < ENOUGH_TO_FILL_EVERY_BUFFER; i++) {
				stream.write(line);
			}
		};
	}

	@GetMapping("/endless-sse")
	SseEmitter endlessSse() {
		SseEmitter emitter = new SseEmitter(20_000L);
		String line = "x".repeat(8192);
		new Thread(() -> {
			try {
				for (int i = 0; i < ENOUGH_TO_FILL_EVERY_BUFFER; i++) {
					emitter.send(line);
				}
			}
			catch (IOException | IllegalStateException ex) {
				fail(emitter, ex);
			}
		}, "endless-sse").start();
		return emitter;
	}

	private static void fail(SseEmitter emitter, Exception failure) {
		try {
			emitter.completeWithError(failure);
		}
		catch (IllegalStateException ex) {
			// The container has completed it at this very moment.
		}
	}

}
