package dev.requeststate.spring.rows;

import java.net.http.HttpResponse;
import java.nio.file.Path;

import dev.requeststate.RequestState;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.spring.scope.RequestStateScopeConfiguration;
import org.apache.catalina.Context;
import org.apache.catalina.Manager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Spring users expect of request state where the server is set up otherwise.
 */
class ServerRowsTests {

	@ParameterizedTest
	@ValueSource(strings = { "framework", "native" })
	void theRemoteAddressIsTheForwardedOne(String strategy) {
		try (Server server = Server.start(RowsApplication.class, "server.forward-headers-strategy=" + strategy)) {
			HttpResponse<String> response = server.send("local.server.port", "/address", "X-Forwarded-For",
					"203.0.113.7");
			assertThat(response.body()).isEqualTo("203.0.113.7");
		}
	}

	@Test
	void theRemoteAddressIsTheClientsWhereForwardedHeadersAreNotTrusted() {
		try (Server server = Server.start(RowsApplication.class, "server.forward-headers-strategy=none")) {
			HttpResponse<String> response = server.send("local.server.port", "/address", "X-Forwarded-For",
					"203.0.113.7");
			assertThat(response.body()).isEqualTo("127.0.0.1");
		}
	}

	// A list with a stand-in in it passes the listener. The container leaves out what
	// cannot be written, and says why; the list of copies is the control.
	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void aStandInInsideAnAttributeIsFoundWhenTheSessionIsWritten(@TempDir Path directory, CapturedOutput output)
			throws Exception {
		try (Server server = Server.start(RowsApplication.class, "server.servlet.session.persistent=true",
				"server.servlet.session.store-dir=" + directory)) {
			server.get("/session/nested");
			assertThat(server.get("/session/written")).isEqualTo("[copy, cart of []] [copy]");
			assertThat(output).doesNotContain("NotSerializableException");
			// By the time Boot has Tomcat do so, its log is closed.
			TomcatWebServer tomcat = (TomcatWebServer) ((WebServerApplicationContext) server.context()).getWebServer();
			Manager sessions = ((Context) tomcat.getTomcat().getHost().findChildren()[0]).getManager();
			sessions.unload();
			assertThat(output).contains("Cannot serialize session attribute [list]")
				.contains("NotSerializableException: The stand-in for bean 'cart': what it stands for ends with the "
						+ "request. Store a copy of what is to be kept");
			sessions.load();
			assertThat(server.get("/session/written")).isEqualTo("null [copy]");
		}
	}

	@Test
	void aSecondDispatcherServletHasBeansOfItsOwnAndItsParents() {
		try (Server server = Server.start(TwoServlets.class)) {
			assertThat(server.get("/second/greeting")).isEqualTo("child 1, parent 1");
			assertThat(server.get("/second/greeting")).isEqualTo("child 1, parent 1");
			assertThat(server.get("/first")).isEqualTo("parent 1");
			server.awaitAllClosed();
		}
	}

	@Test
	void aSeparateManagementPortHasNoRequestContext() {
		try (Server server = Server.start(WithEndpoint.class, "management.server.port=0",
				"management.server.address=127.0.0.1", "management.endpoints.web.exposure.include=*")) {
			assertThat(server.get("/functional/one")).isEqualTo("cart of [one]");
			server.awaitAllClosed();
			long opened = server.context().getBean(RequestContextFactory.class).opened();
			HttpResponse<String> response = server.send("local.management.port", "/actuator/carts");
			assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
			assertThat(response.body()).isEqualTo("There is no request context for bean 'cart'");
			assertThat(server.context().getBean(RequestContextFactory.class).opened()).isEqualTo(opened);
		}
	}

	@Test
	void theSameManagementPortHasTheApplicationsRequestContext() {
		try (Server server = Server.start(WithEndpoint.class, "management.endpoints.web.exposure.include=*")) {
			assertThat(server.get("/actuator/carts")).isEqualTo("cart of []");
		}
	}

	static class Counting {

		private final String name;

		private int calls;

		Counting(String name) {
			this.name = name;
		}

		String call() {
			return this.name + " " + ++this.calls;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ RowsApplication.class, First.class })
	static class TwoServlets {

		@Bean
		@RequestState
		Counting counting() {
			return new Counting("parent");
		}

		@Bean
		@RequestState
		Counting parentOnly() {
			return new Counting("parent");
		}

		@Bean
		ServletRegistrationBean<DispatcherServlet> secondServlet() {
			AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
			context.register(Second.class);
			ServletRegistrationBean<DispatcherServlet> registration = new ServletRegistrationBean<>(
					new DispatcherServlet(context), "/second/*");
			registration.setName("second");
			return registration;
		}

	}

	@RestController
	static class First {

		private final Counting counting;

		First(Counting counting) {
			this.counting = counting;
		}

		@GetMapping("/first")
		String first() {
			return this.counting.call();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebMvc
	@Import({ RequestStateScopeConfiguration.class, SecondController.class })
	static class Second {

		@Bean
		@RequestState
		Counting counting() {
			return new Counting("child");
		}

	}

	@RestController
	static class SecondController {

		private final Counting counting;

		private final Counting parentOnly;

		SecondController(Counting counting, Counting parentOnly) {
			this.counting = counting;
			this.parentOnly = parentOnly;
		}

		@GetMapping("/greeting")
		String greeting() {
			return this.counting.call() + ", " + this.parentOnly.call();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ RowsApplication.class, CartsEndpoint.class })
	static class WithEndpoint {

	}

	@Endpoint(id = "carts")
	static class CartsEndpoint {

		private final Cart cart;

		CartsEndpoint(Cart cart) {
			this.cart = cart;
		}

		@ReadOperation
		String carts() {
			try {
				this.cart.getItems();
				return this.cart.toString();
			}
			catch (IllegalStateException ex) {
				return ex.getMessage().substring(0, ex.getMessage().indexOf(" on thread"));
			}
		}

	}

}
