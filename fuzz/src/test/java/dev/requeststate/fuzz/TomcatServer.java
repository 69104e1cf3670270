package dev.requeststate.fuzz;

import java.io.File;
import java.nio.file.Files;

import dev.requeststate.servlet.RequestStateFilter;
import jakarta.servlet.http.HttpServlet;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/**
 * Tomcat, as it comes.
 */
final class TomcatServer {

	private TomcatServer() {
	}

	/**
	 * Start it.
	 * @param filter in front of every request and of the error page
	 * @param servlet answers everything
	 */
	static WireServer start(RequestStateFilter filter, HttpServlet servlet) throws Exception {
		File directory = Files.createTempDirectory("fuzz").toFile();
		directory.deleteOnExit();
		Tomcat tomcat = new Tomcat();
		tomcat.setBaseDir(directory.getPath());
		Connector connector = new Connector();
		connector.setPort(0);
		connector.setProperty("address", "127.0.0.1");
		connector.setProperty("maxKeepAliveRequests", "-1");
		connector.setProperty("maxThreads", "4");
		connector.setProperty("minSpareThreads", "2");
		tomcat.setConnector(connector);
		Context context = tomcat.addContext("", directory.getPath());
		Tomcat.addServlet(context, "fuzz", servlet);
		context.addServletMappingDecoded("/", "fuzz");
		FilterDef definition = new FilterDef();
		definition.setFilterName("request-state");
		definition.setFilter(filter);
		context.addFilterDef(definition);
		FilterMap mapping = new FilterMap();
		mapping.setFilterName("request-state");
		mapping.addURLPattern("/*");
		mapping.setDispatcher("REQUEST");
		mapping.setDispatcher("ERROR");
		context.addFilterMap(mapping);
		ErrorPage page = new ErrorPage();
		page.setLocation(WireServer.ERROR_PAGE);
		context.addErrorPage(page);
		tomcat.start();
		return new WireServer(connector.getLocalPort());
	}

}
