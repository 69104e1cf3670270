package dev.requeststate.spring.rows;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Spring users expect of request state in a web application. Every request is made
 * twice: what the first leaves behind, the second must not see.
 */
@ExtendWith(OutputCaptureExtension.class)
class WebRowsTests {

	private static Server server;

	@BeforeAll
	static void start() {
		server = Server.start(RowsApplication.class);
		assertThat(((WebServerApplicationContext) server.context()).getWebServer()).isInstanceOf(TomcatWebServer.class);
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@AfterEach
	void everyContextIsClosed() {
		server.awaitAllClosed();
	}

	@Test
	void aControllerCanBelongToTheRequest() {
		assertThat(server.get("/stateful")).isEqualTo("call 1");
		assertThat(server.get("/stateful")).isEqualTo("call 1");
	}

	@Test
	void isInjectedIntoAFilterAnInterceptorAndAnArgumentResolver() {
		assertThat(server.get("/infrastructure")).isEqualTo("[filter, interceptor, resolver] 3");
		assertThat(server.get("/infrastructure")).isEqualTo("[filter, interceptor, resolver] 3");
	}

	@Test
	void isReadInThymeleafAsABean() {
		String page = "<p>cart of [&lt;book&gt;]</p><p>&lt;book&gt;</p>";
		assertThat(server.get("/page")).contains(page);
		assertThat(server.get("/page")).contains(page);
	}

	@Test
	void isReadInSpelAsABean() {
		assertThat(server.get("/expression")).startsWith("Cart$$StateProxy$$");
	}

	@Test
	void isWrittenAsABodyWithTheTargetsPropertiesAndNoOthers() {
		String body = "{\"items\":[\"book\"],\"note\":\"as a present\"}";
		assertThat(server.get("/body")).isEqualTo(body);
		assertThat(server.get("/body")).isEqualTo(body);
	}

	@Test
	void isWrittenInsideAnotherBody() {
		assertThat(server.get("/body/nested")).isEqualTo("{\"cart\":{\"items\":[\"nested\"],\"note\":\"none\"}}");
	}

	@Test
	void isNotKeptInTheSessionAndAnErrorSaysSo(CapturedOutput output) {
		server.get("/session/store");
		server.get("/session/replace");
		assertThat(server.get("/session/read")).isEqualTo("null null");
		assertThat(output)
			.contains("The stand-in for bean 'cart' was put into the HTTP session as 'cart', and was removed")
			.contains("put into the HTTP session as 'text'")
			.contains("store a copy of what is to be kept");
	}

	@Test
	void anEventListenerOnItHearsTheEventsOfItsRequest() {
		assertThat(server.get("/event/one")).isEqualTo("nothing one");
		assertThat(server.get("/event/two")).isEqualTo("nothing two");
	}

	@Test
	void isReachedByFunctionalEndpoints() {
		assertThat(server.get("/functional/one")).isEqualTo("cart of [one]");
		assertThat(server.get("/functional/two")).isEqualTo("cart of [two]");
	}

	@Test
	void isThereForSpringSecurityInFrontAndClosedWhereItRefuses() {
		HttpResponse<String> allowed = server.send("local.server.port", "/guarded/item", "X-Allowed", "yes");
		assertThat(allowed.body()).isEqualTo("cart of [security, item]");
		HttpResponse<String> refused = server.send("local.server.port", "/guarded/item");
		assertThat(refused.statusCode()).isEqualTo(403);
		server.awaitAllClosed();
	}

}
