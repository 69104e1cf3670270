package dev.requeststate.fuzz;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.servlet.RequestInfo;
import dev.requeststate.servlet.RequestInfoMode;
import dev.requeststate.servlet.RequestStateFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * What is promised of {@link RequestInfo}, for requests that come over the wire to a real
 * container: it says what the container says, throws nothing that a client chose, still
 * says so when the container is at the next request, and is called by a name that is one
 * line, without the query.
 */
final class RequestChecks extends HttpServlet {

	private static final long serialVersionUID = 1;

	private static final Pattern NAME = Pattern.compile("[^\\s\\p{Cntrl}]+ [^\\s\\p{Cntrl};?]*");

	private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9+/]{22}");

	private final transient ListAppender<ILoggingEvent> log = new ListAppender<>();

	private final transient RequestContextFactory contexts = RequestContextFactory.builder().build();

	private final transient Function<RequestInfo, Snapshot> reader;

	private final transient WireServer server;

	private transient @Nullable RequestInfo last;

	private transient @Nullable Snapshot lastSaid;

	private transient String lastNonce = "";

	private transient volatile @Nullable Throwable failure;

	/**
	 * Start a server.
	 * @param server which one
	 * @param reader reads what a request says
	 */
	RequestChecks(ServerFactory server, Function<RequestInfo, Snapshot> reader) {
		this.reader = reader;
		Logger logger = (Logger) LoggerFactory.getLogger("dev.requeststate");
		logger.addAppender(this.log);
		logger.setAdditive(false);
		this.log.start();
		try {
			this.server = server.start(new RequestStateFilter(this.contexts, List.of(), RequestInfoMode.LAZY), this);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Check one case.
	 * @param text its {@link RequestScript}
	 */
	void verify(String text) throws IOException {
		byte[] request = RequestScript.of(text);
		if (request == null) {
			return;
		}
		this.failure = null;
		this.log.list.clear();
		try {
			this.server.exchange(request);
		}
		catch (EOFException ex) {
			// The container may hang up on what is no request.
		}
		EndOfRequests.await(this.contexts);
		if (this.failure instanceof Error error) {
			throw error;
		}
		Finding.unless(this.failure == null, "Reading a request throws nothing that its client chose", this.failure);
		Finding.unless(this.log.list.isEmpty(), "Nothing is logged for what a client sends", this.log.list);
	}

	@Override
	protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
		try {
			if (request.getDispatcherType() == DispatcherType.REQUEST) {
				verifyLast();
				verify(request);
			}
		}
		catch (RuntimeException | Error ex) {
			this.failure = ex;
		}
		response.getOutputStream().write('.');
	}

	private void verify(HttpServletRequest request) {
		RequestInfo info = RequestInfo.current();
		Snapshot said = this.reader.apply(info);
		Finding.unless(said.equals(Snapshot.of(request)), "It says what the container says", said,
				Snapshot.of(request));
		Finding.unless(said.address().equals("127.0.0.1"), "Nobody chooses an address", said.address());
		Finding.unless(NAME.matcher(info.name()).matches(), "A request has a name of one line, without its query",
				info.name());
		Messages.isOneLine(RequestContext.current().toString());
		info.parameters()
			.forEach((name, values) -> Finding.unless(values.get(0).equals(info.parameter(name)),
					"Of two parameters the first counts", name, values));
		String nonce = info.cspNonce();
		Finding.unless(NONCE.matcher(nonce).matches() && !nonce.equals(this.lastNonce), "Each request has its nonce",
				nonce);
		this.lastNonce = nonce;
		this.last = info;
		this.lastSaid = said;
	}

	// The container uses its objects for another request now.
	private void verifyLast() {
		RequestInfo last = this.last;
		if (last != null) {
			Snapshot now = this.reader.apply(last);
			Finding.unless(now.equals(this.lastSaid), "A request says the same when it is over", now, this.lastSaid);
		}
	}

}
