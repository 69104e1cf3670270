package dev.requeststate.spring.web;

import java.util.concurrent.TimeUnit;

import dev.requeststate.spring.web.LiveRequestPages.Seen;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a task sees of alice's request that runs while bob's does, on the same connection:
 * of the live request an exception on Tomcat and bob's data on Jetty, and of the request
 * info alice's, on both.
 */
class LiveRequestTests {

	@ParameterizedTest
	@CsvSource({ "TOMCAT, IllegalStateException", "JETTY, bob /second" })
	void aTaskThatKeptTheLiveRequestIsRefusedOrMisledAndRequestInfoIsRight(Container container, String live)
			throws Exception {
		try (WebServer server = WebServer.start(container, Pages.class)) {
			String first = server.get("/first", "X-User", "alice").body();
			String second = server.get("/second", "X-User", "bob").body();
			assertThat(second).as("the connection is kept alive").isEqualTo(first);
			assertThat(server.bean(LiveRequestPages.class).seen().get(20, TimeUnit.SECONDS))
				.isEqualTo(new Seen(live, "alice /first"));
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ ContainerCompletionConfiguration.class, LiveRequestPages.class })
	static class Pages {

	}

}
