package dev.requeststate.fuzz;

import dev.requeststate.servlet.RequestStateFilter;
import jakarta.servlet.http.HttpServlet;

/**
 * Starts a server. What becomes of a header is the container's to decide in the end, so
 * cases go through real ones.
 */
@FunctionalInterface
interface ServerFactory {

	/**
	 * Start it.
	 * @param filter in front of every request and of the error page
	 * @param servlet answers everything
	 */
	WireServer start(RequestStateFilter filter, HttpServlet servlet) throws Exception;

}
