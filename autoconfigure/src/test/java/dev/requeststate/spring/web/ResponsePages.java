package dev.requeststate.spring.web;

import java.io.IOException;
import java.util.concurrent.Callable;

import dev.requeststate.context.Binding;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import dev.requeststate.servlet.ResponseHeaders;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * Pages that set headers and cookies from deep inside, each on another way.
 */
@Controller
class ResponsePages {

	private static void setHeaders() {
		ResponseHeaders headers = ResponseHeaders.current();
		headers.set("X-Deep", "replaced");
		headers.set("X-Deep", "deep");
		headers.add("Link", "</a.css>; rel=preload");
		headers.add("Link", "</b.css>; rel=preload");
		for (String path : new String[] { "/", "/shop" }) {
			Cookie cookie = new Cookie("seen", "yes");
			cookie.setPath(path);
			cookie.setHttpOnly(true);
			headers.addCookie(cookie);
		}
	}

	@GetMapping("/headers/plain")
	@ResponseBody
	String plain() {
		setHeaders();
		return "page";
	}

	@GetMapping("/headers/empty")
	void empty(HttpServletResponse response) {
		response.setStatus(204);
		setHeaders();
	}

	@GetMapping("/headers/after-the-first-write")
	void late(HttpServletResponse response) throws IOException {
		response.getWriter().write("page");
		setHeaders();
	}

	@GetMapping("/headers/forward")
	String forward() {
		return "forward:/headers/plain";
	}

	@GetMapping("/headers/forward-to-empty")
	String forwardToEmpty() {
		return "forward:/headers/empty";
	}

	@GetMapping("/headers/forward-to-after-the-first-write")
	String forwardToLate() {
		return "forward:/headers/after-the-first-write";
	}

	@GetMapping("/headers/redirect")
	String redirect() {
		setHeaders();
		return "redirect:/headers/plain";
	}

	@GetMapping("/headers/reset")
	void reset(HttpServletResponse response) throws IOException {
		setHeaders();
		response.getWriter().write("thrown away");
		response.reset();
		response.getWriter().write("page");
	}

	@GetMapping("/headers/throws")
	@ResponseBody
	String fails() throws ScenarioException {
		setHeaders();
		throw new ScenarioException("in the page");
	}

	@GetMapping("/headers/throws-with-a-page-begun")
	void failsLate(HttpServletResponse response) throws IOException {
		setHeaders();
		response.getWriter().write("begun");
		throw new ScenarioException("in the page");
	}

	@GetMapping("/headers/send-error")
	void sendError(HttpServletResponse response) throws IOException {
		setHeaders();
		response.sendError(500);
	}

	@GetMapping("/headers/send-error-first")
	void sendErrorFirst(HttpServletResponse response) throws IOException {
		response.sendError(500);
		setHeaders();
	}

	@GetMapping("/headers/callable")
	@ResponseBody
	Callable<String> callable() {
		Lease lease = RequestContext.current().lease();
		return () -> {
			try (lease; Binding binding = lease.bind()) {
				setHeaders();
				return "page";
			}
		};
	}

	@GetMapping("/headers/callable-throws")
	@ResponseBody
	Callable<String> callableFails() {
		Lease lease = RequestContext.current().lease();
		return () -> {
			try (lease; Binding binding = lease.bind()) {
				setHeaders();
				throw new ScenarioException("in a callable");
			}
		};
	}

	@GetMapping("/headers/timeout")
	@ResponseBody
	DeferredResult<String> timeout() {
		setHeaders();
		return new DeferredResult<>(50L);
	}

	@GetMapping("/headers/stream")
	StreamingResponseBody stream() {
		Lease lease = RequestContext.current().lease();
		return (stream) -> {
			try (lease; Binding binding = lease.bind()) {
				setHeaders();
				stream.write('p');
				stream.flush();
				stream.write('q');
			}
		};
	}

	@GetMapping("/headers/line-break")
	@ResponseBody
	String lineBreak() {
		try {
			ResponseHeaders.current().set("X-Deep", "1\r\nSet-Cookie: forged=yes");
			return "accepted";
		}
		catch (IllegalArgumentException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

	@GetMapping("/headers/too-late")
	void tooLate(HttpServletResponse response) throws IOException {
		response.getWriter().write("begun. ");
		response.flushBuffer();
		try {
			ResponseHeaders.current().set("X-Deep", "1");
		}
		catch (IllegalStateException ex) {
			response.getWriter().write(String.valueOf(ex.getMessage()));
		}
	}

}
