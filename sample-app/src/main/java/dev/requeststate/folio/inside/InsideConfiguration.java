package dev.requeststate.folio.inside;

import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.folio.page.PlaygroundLink;
import dev.requeststate.folio.page.Texts;
import dev.requeststate.folio.playground.ConditionalOnPlayground;
import dev.requeststate.spring.actuate.RequestStateEndpoint;
import jakarta.servlet.DispatcherType;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * What the page needs.
 * <p>
 * The endpoint is a bean here, whether or not Spring Boot exposes it to anybody else.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnPlayground
class InsideConfiguration {

	/**
	 * Where the page is.
	 */
	static final String PAGE = "/playground/inside";

	/**
	 * Where the picture is. Requests for it are not in it.
	 */
	static final String PICTURE = PAGE + "/picture";

	// Behind the filter that makes the context current.
	private static final int AFTER_THE_CONTEXT = Ordered.HIGHEST_PRECEDENCE + 3;

	@Bean
	@Order(4)
	PlaygroundLink insideLink() {
		return new PlaygroundLink(PAGE, "inside.title");
	}

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
