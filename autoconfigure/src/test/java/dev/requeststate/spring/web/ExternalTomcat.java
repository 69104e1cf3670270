package dev.requeststate.spring.web;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import jakarta.servlet.ServletContext;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.SpringServletContainerInitializer;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * A Tomcat that knows nothing of the application but its servlet initializer: no valve of
 * ours is in it.
 */
final class ExternalTomcat implements AutoCloseable {

	private final Tomcat tomcat;

	private final Context context;

	private final Path directory;

	private ExternalTomcat(Tomcat tomcat, Context context, Path directory) {
		this.tomcat = tomcat;
		this.context = context;
		this.directory = directory;
	}

	static ExternalTomcat start(Class<?>... sources) {
		try {
			Path directory = Files.createTempDirectory("external-tomcat");
			Tomcat tomcat = new Tomcat();
			tomcat.setBaseDir(directory.toString());
			tomcat.setHostname("127.0.0.1");
			tomcat.setPort(0);
			tomcat.getConnector().setProperty("address", "127.0.0.1");
			Context context = tomcat.addContext("", directory.toString());
			context.setParentClassLoader(ExternalTomcat.class.getClassLoader());
			context.addServletContainerInitializer((classes, servletContext) -> new SpringServletContainerInitializer()
				.onStartup(Set.of(Application.class), with(servletContext, sources)), null);
			tomcat.start();
			return new ExternalTomcat(tomcat, context, directory);
		}
		catch (Exception ex) {
			throw new IllegalStateException("Could not start Tomcat", ex);
		}
	}

	private static ServletContext with(ServletContext servletContext, Class<?>... sources) {
		servletContext.setAttribute(Application.class.getName(), sources);
		return servletContext;
	}

	ConfigurableApplicationContext application() {
		return (ConfigurableApplicationContext) WebApplicationContextUtils
			.getRequiredWebApplicationContext(this.context.getServletContext());
	}

	int port() {
		return this.tomcat.getConnector().getLocalPort();
	}

	@Override
	public void close() throws Exception {
		try {
			this.tomcat.stop();
			this.tomcat.destroy();
		}
		catch (LifecycleException ex) {
			throw new IllegalStateException("Could not stop Tomcat", ex);
		}
		finally {
			FileSystemUtils.deleteRecursively(this.directory);
		}
	}

	/**
	 * What is in the WAR.
	 */
	public static final class Application extends SpringBootServletInitializer {

		@Override
		public void onStartup(ServletContext servletContext) throws jakarta.servlet.ServletException {
			this.sources = (Class<?>[]) servletContext.getAttribute(Application.class.getName());
			super.onStartup(servletContext);
		}

		private Class<?>[] sources = {};

		@Override
		protected SpringApplicationBuilder configure(SpringApplicationBuilder application) {
			return application.sources(this.sources)
				.properties("spring.main.banner-mode=off", "spring.main.log-startup-info=false",
						"spring.jmx.enabled=false");
		}

	}

}
