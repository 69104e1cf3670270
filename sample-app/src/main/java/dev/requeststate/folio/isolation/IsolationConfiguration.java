package dev.requeststate.folio.isolation;

import java.util.List;

import dev.requeststate.folio.page.OpenStreams;
import dev.requeststate.folio.page.SectionThreads;
import dev.requeststate.folio.playground.ConditionalOnPlayground;

import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * What the isolation page needs of Spring MVC.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnPlayground
class IsolationConfiguration implements WebMvcConfigurer {

	private final Trail trail;

	private final OpenStreams streams;

	private final SectionThreads threads;

	IsolationConfiguration(Trail trail, OpenStreams streams, Environment environment) {
		this.trail = trail;
		this.streams = streams;
		this.threads = SectionThreads.usual(environment);
	}

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(new IsolationRequestResolver(this.threads));
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		// After the interceptor that supplies the catalog session, which is noted.
		registry.addInterceptor(new DispatchNotes(this.trail, this.streams))
			.addPathPatterns("/isolation/**", "/error")
			.order(Ordered.LOWEST_PRECEDENCE);
	}

}
