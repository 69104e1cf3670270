package dev.requeststate.autoconfigure;

import java.util.concurrent.atomic.AtomicInteger;

import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.spring.client.FetchOnceCustomizer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpResponse;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One fetch per request, where it is asked for.
 */
class RequestStateClientAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(RequestStateAutoConfiguration.class,
				RequestStateClientAutoConfiguration.class, HttpClientAutoConfiguration.class,
				ImperativeHttpClientAutoConfiguration.class, RestClientAutoConfiguration.class))
		.withUserConfiguration(Transport.class);

	@Test
	void nothingIsSharedUnlessItIsAskedFor() {
		this.runner.run((context) -> {
			assertThat(context).doesNotHaveBean(FetchOnceCustomizer.class);
			assertThat(sent(context.getBean(RestClient.Builder.class), context.getBean(RequestContextFactory.class),
					context.getBean(AtomicInteger.class)))
				.isEqualTo(2);
		});
	}

	@Test
	void theBuildersClientsFetchOnceAlsoOverARequestFactoryThatACustomizerSets() {
		this.runner.withPropertyValues("request-state.client.fetch-once=true").run((context) -> {
			assertThat(context).hasSingleBean(FetchOnceCustomizer.class);
			assertThat(sent(context.getBean(RestClient.Builder.class), context.getBean(RequestContextFactory.class),
					context.getBean(AtomicInteger.class)))
				.isEqualTo(1);
		});
	}

	@Test
	void theLimitIsAProperty() {
		this.runner.withPropertyValues("request-state.client.fetch-once=true", "request-state.client.max-body=1B")
			.run((context) -> assertThat(sent(context.getBean(RestClient.Builder.class),
					context.getBean(RequestContextFactory.class), context.getBean(AtomicInteger.class)))
				.isEqualTo(2));
	}

	@Test
	void aLimitBelowZeroStopsTheStart() {
		this.runner.withPropertyValues("request-state.client.max-body=-1B")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("'request-state.client.max-body' must not be negative"));
	}

	@Test
	void backsOffWithoutARestClient() {
		this.runner.withPropertyValues("request-state.client.fetch-once=true")
			.withClassLoader(new FilteredClassLoader(RestClientCustomizer.class))
			.run((context) -> assertThat(context).doesNotHaveBean(FetchOnceCustomizer.class));
	}

	private static int sent(RestClient.Builder builder, RequestContextFactory factory, AtomicInteger sent) {
		RestClient client = builder.build();
		factory.run("request", () -> {
			client.get().uri("http://localhost/book").retrieve().body(String.class);
			client.get().uri("http://localhost/book").retrieve().body(String.class);
		});
		return sent.get();
	}

	@Configuration(proxyBeanMethods = false)
	static class Transport {

		@Bean
		AtomicInteger sent() {
			return new AtomicInteger();
		}

		@Bean
		RestClientCustomizer transport(AtomicInteger sent) {
			return (builder) -> builder.requestFactory((uri, method) -> {
				MockClientHttpRequest request = new MockClientHttpRequest(HttpMethod.GET, uri);
				request.setResponse(
						new MockClientHttpResponse(("book " + sent.incrementAndGet()).getBytes(), HttpStatus.OK));
				return request;
			});
		}

	}

}
