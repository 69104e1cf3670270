package dev.requeststate.folio.inside;

import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.folio.page.Texts;
import dev.requeststate.spring.actuate.RequestStateEndpoint;
import jakarta.servlet.DispatcherType;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * What the page needs. {@code folio.inside=false} leaves all of it out.
 * <p>
 * The endpoint is a bean here, whether or not Spring Boot exposes it to anybody else.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "folio.inside", matchIfMissing = true)
class InsideConfiguration {

	/**
	 * Where the picture is. Requests for it are not in it.
	 */
	static final String PICTURE = "/playground/inside/picture";

	// Behind the filter that makes the context current.
	private static final int AFTER_THE_CONTEXT = Ordered.HIGHEST_PRECEDENCE + 3;

	@Bean
	LaneRecorder laneRecorder() {
		return new LaneRecorder(PICTURE);
	}

	@Bean
	FilterRegistrationBean<DispatchTicks> dispatchTicks(LaneRecorder recorder) {
		FilterRegistrationBean<DispatchTicks> registration = new FilterRegistrationBean<>(new DispatchTicks(recorder));
		registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
		registration.setOrder(AFTER_THE_CONTEXT);
		return registration;
	}

	@Bean
	RequestStateEndpoint requestStateEndpoint(RequestContextFactory factory,
			ConfigurableListableBeanFactory beanFactory) {
		return new RequestStateEndpoint(factory, beanFactory);
	}

	@Bean
	Picture insidePicture(RequestStateEndpoint endpoint, LaneRecorder recorder, Texts texts) {
		return new Picture(endpoint, recorder, texts, PICTURE);
	}

}
