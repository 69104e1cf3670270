package dev.requeststate.spring.client;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.core.Ordered;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.InterceptingClientHttpRequestFactory;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.unit.DataSize;
import org.springframework.web.client.RestClient;

/**
 * Puts a {@link FetchOnceInterceptor} into the clients that Spring Boot builds: around
 * their request factory, since the interceptors that an application adds to a builder
 * afterwards would stand behind it otherwise, and the credentials that they add would not
 * be seen.
 * <p>
 * Each builder has an instance of its own; clients of one builder, and those that are
 * mutated from them, share what they fetch. A client that is given another request
 * factory afterwards is left alone. As with any interceptor, request bodies are held in
 * memory.
 */
public final class FetchOnceCustomizer implements RestClientCustomizer, Ordered {

	private static final Logger logger = LoggerFactory.getLogger(FetchOnceCustomizer.class);

	private final DataSize maxBody;

	/**
	 * Create a customizer.
	 * @param maxBody up to which size bodies are kept
	 */
	public FetchOnceCustomizer(DataSize maxBody) {
		this.maxBody = Objects.requireNonNull(maxBody, "'maxBody' must not be null");
	}

	@Override
	public void customize(RestClient.Builder builder) {
		ClientHttpRequestFactory factory = requestFactory(builder);
		if (factory == null) {
			logger.warn(
					"Cannot tell the request factory of {}: its clients fetch as often as they are asked to. "
							+ "Add a FetchOnceInterceptor as the last interceptor instead.",
					builder.getClass().getName());
			return;
		}
		builder.requestFactory(
				new InterceptingClientHttpRequestFactory(factory, List.of(new FetchOnceInterceptor(this.maxBody))));
	}

	// A builder takes one and gives none back; making another would lose the settings of
	// this one, such as its certificates.
	private static @Nullable ClientHttpRequestFactory requestFactory(RestClient.Builder builder) {
		Field field = ReflectionUtils.findField(builder.getClass(), "requestFactory", ClientHttpRequestFactory.class);
		if (field == null) {
			return null;
		}
		ReflectionUtils.makeAccessible(field);
		return (ClientHttpRequestFactory) ReflectionUtils.getField(field, builder);
	}

	/**
	 * Last, behind customizers that set a request factory.
	 */
	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

}
