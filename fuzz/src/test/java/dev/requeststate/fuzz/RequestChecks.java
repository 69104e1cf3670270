package dev.requeststate.fuzz;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

import dev.requeststate.context.RequestContext;
import dev.requeststate.servlet.RequestInfo;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

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

	private final transient Function<RequestInfo, Snapshot> reader;

	private final transient FilteredServer server;

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
		this.server = new FilteredServer(server, this);
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
		try {
			this.server.exchange(request);
		}
		catch (EOFException ex) {
			// The container may hang up on what is no request.
		}
		if (this.failure instanceof Error error) {
			throw error;
		}
		Finding.unless(this.failure == null, "Reading a request throws nothing that its client chose", this.failure);
		List<String> logged = this.server.messages();
		Finding.unless(logged.isEmpty(), "Nothing is logged for what a client sends", logged);
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
