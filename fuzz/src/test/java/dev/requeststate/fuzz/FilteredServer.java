package dev.requeststate.fuzz;

import java.io.IOException;
import java.util.List;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.servlet.RequestInfoMode;
import dev.requeststate.servlet.RequestStateFilter;
import jakarta.servlet.http.HttpServlet;
import org.slf4j.LoggerFactory;

/**
 * A real container with the library's filter in front of a servlet, and what the library
 * logs meanwhile, which nobody else sees. For one exchange at a time.
 */
final class FilteredServer {

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	private final RequestContextFactory contexts = RequestContextFactory.builder().build();

	private final WireServer server;

	/**
	 * Start it.
	 * @param server which one
	 * @param servlet answers all requests
	 */
	FilteredServer(ServerFactory server, HttpServlet servlet) {
		Logger logger = (Logger) LoggerFactory.getLogger("dev.requeststate");
		logger.addAppender(this.log);
		logger.setAdditive(false);
		this.log.start();
		try {
			this.server = server.start(new RequestStateFilter(this.contexts, List.of(), RequestInfoMode.LAZY), servlet);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Send what is on the wire, and wait for the end of the request.
	 */
	WireResponse exchange(byte[] request) throws IOException {
		this.log.list.clear();
		try {
			return this.server.exchange(request);
		}
		finally {
			EndOfRequests.await(this.contexts);
		}
	}

	/**
	 * Returns what was logged since the last exchange began.
	 */
	List<String> messages() {
		return List.copyOf(this.log.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
	}

}
