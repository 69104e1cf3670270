package dev.requeststate.fuzz;

import java.util.EnumSet;

import dev.requeststate.servlet.RequestStateFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Jetty, as it comes.
 */
final class JettyServer {

	private JettyServer() {
	}

	/**
	 * Start it.
	 * @param filter in front of every request and of the error page
	 * @param servlet answers everything
	 */
	static WireServer start(RequestStateFilter filter, HttpServlet servlet) throws Exception {
		QueuedThreadPool threads = new QueuedThreadPool(8, 4);
		threads.setDaemon(true);
		Server server = new Server(threads);
		ServerConnector connector = new ServerConnector(server, 1, 1);
		connector.setHost("127.0.0.1");
		server.addConnector(connector);
		ServletContextHandler context = new ServletContextHandler("/");
		context.addServlet(new ServletHolder(servlet), "/*");
		context.addFilter(new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR));
		ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
		errors.addErrorPage(ErrorPageErrorHandler.GLOBAL_ERROR_PAGE, WireServer.ERROR_PAGE);
		context.setErrorHandler(errors);
		server.setHandler(context);
		server.start();
		return new WireServer(connector.getLocalPort());
	}

}
