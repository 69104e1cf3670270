package dev.requeststate.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.requeststate.fuzz.ResponseScript.Step;
import dev.requeststate.propagation.Propagating;
import dev.requeststate.servlet.ResponseHeaders;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * What is promised of a response, on the wire of a real container: what was refused is
 * not in it, and what was taken is one line each, whichever thread has set it, and on the
 * error page as well.
 */
final class ResponseChecks extends HttpServlet {

	private static final long serialVersionUID = 1;

	private static final byte[] REQUEST = "GET /fuzz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
		.getBytes(StandardCharsets.US_ASCII);

	private static final Pattern REFUSED = Pattern.compile("'name' must not be empty|Illegal character 0x[0-9A-F]+ "
			+ "at index \\d+ in the (header name|value of header|value of cookie|attribute .* of cookie) '.*'");

	private static final Pattern TOO_LATE = Pattern
		.compile("It is too late to set (header|cookie) '.+' on the response to GET /fuzz: "
				+ "it is committed. Set it before the first part of the body is sent.");

	private static final Pattern REFUSED_COOKIE = Pattern
		.compile("The container refused cookie '(.*)' on the response to .*");

	private final transient ExecutorService elsewhere = Executors.newSingleThreadExecutor((task) -> {
		Thread thread = new Thread(task, "elsewhere");
		thread.setDaemon(true);
		return thread;
	});

	private final transient Function<HttpServletResponse, HeaderSink> sinks;

	private final transient FilteredServer server;

	private transient ResponseScript script = ResponseScript.of("");

	private transient ExpectedHeaders expected = new ExpectedHeaders();

	private transient boolean late;

	private transient volatile @Nullable Throwable failure;

	/**
	 * Start a server.
	 * @param server which one
	 * @param sinks where headers are put, for a response
	 */
	ResponseChecks(ServerFactory server, Function<HttpServletResponse, HeaderSink> sinks) {
		this.sinks = sinks;
		this.server = new FilteredServer(server, this);
	}

	/**
	 * Where the library wants them.
	 */
	static HeaderSink ours(HttpServletResponse response) {
		return new HeaderSink() {

			@Override
			public void set(String name, String value) {
				ResponseHeaders.current().set(name, value);
			}

			@Override
			public void add(String name, String value) {
				ResponseHeaders.current().add(name, value);
			}

			@Override
			public void addCookie(Cookie cookie) {
				ResponseHeaders.current().addCookie(cookie);
			}

		};
	}

	/**
	 * Check one case.
	 * @param text its {@link ResponseScript}
	 */
	void verify(String text) throws IOException {
		this.script = ResponseScript.of(text);
		this.expected = new ExpectedHeaders();
		this.late = false;
		this.failure = null;
		WireResponse response = this.server.exchange(REQUEST);
		if (this.failure instanceof Error error) {
			throw error;
		}
		Finding.unless(this.failure == null, "Nothing else is thrown", this.failure);
		this.expected.verify(response, refusedCookies());
	}

	private Set<String> refusedCookies() {
		Set<String> refused = new HashSet<>();
		for (String message : this.server.messages()) {
			Messages.isOneLine(message);
			Matcher cookie = REFUSED_COOKIE.matcher(message);
			if (cookie.matches()) {
				refused.add(cookie.group(1));
			}
		}
		return refused;
	}

	@Override
	protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
		try {
			answer(response, request.getDispatcherType() == DispatcherType.ERROR);
		}
		catch (RuntimeException | Error | ExecutionException | InterruptedException ex) {
			this.failure = ex;
		}
	}

	private void answer(HttpServletResponse response, boolean errorPage)
			throws IOException, ExecutionException, InterruptedException {
		HeaderSink sink = this.sinks.apply(response);
		for (Step step = this.script.steps().poll(); step != null; step = this.script.steps().poll()) {
			if (step.isHeader() && step.isPossible()) {
				header(step, sink);
			}
			else if (step.verb().equals("flush")) {
				response.flushBuffer();
				this.late = true;
			}
			else if (step.verb().equals("error") && !errorPage && !this.late) {
				response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
				return;
			}
			else if (step.verb().equals("redirect") && !errorPage && !this.late) {
				redirect(response, step.word(0));
				return;
			}
		}
		response.getOutputStream().write('.');
	}

	private void redirect(HttpServletResponse response, String location) throws IOException {
		try {
			// Jetty sends this one as it is.
			response.sendRedirect(location.replace("\u007F", ""));
		}
		catch (RuntimeException ex) {
			// It is the container's to judge an address, and Jetty has more than one way
			// to say no; how it is written is looked at.
			response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
		}
	}

	private void header(Step step, HeaderSink sink) throws ExecutionException, InterruptedException {
		if (step.elsewhere()) {
			this.elsewhere.submit(Propagating.runnable(() -> put(step, sink))).get();
		}
		else {
			put(step, sink);
		}
	}

	// What is taken is expected, and what is refused is said to be in one way.
	private void put(Step step, HeaderSink sink) {
		try {
			step.into(sink);
			Finding.unless(!this.late, "What comes too late is refused", step);
			step.into(this.expected);
		}
		catch (IllegalArgumentException ex) {
			Messages.isOf(REFUSED, String.valueOf(ex.getMessage()));
		}
		catch (IllegalStateException ex) {
			Finding.unless(this.late, "Nothing is too late before the response is committed", step, ex);
			Messages.isOf(TOO_LATE, String.valueOf(ex.getMessage()));
		}
	}

}
