package dev.requeststate.folio.web;

import java.util.concurrent.Executor;

import dev.requeststate.folio.catalog.CatalogSessionSupplier;
import dev.requeststate.propagation.Propagating;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Brings this request's database client and this request's context to Spring MVC.
 */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

	private final CatalogSessionSupplier catalogSessions;

	private final Executor executor;

	WebConfiguration(CatalogSessionSupplier catalogSessions, @Qualifier("applicationTaskExecutor") Executor executor) {
		this.catalogSessions = catalogSessions;
		this.executor = executor;
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this.catalogSessions);
	}

	@Override
	public void configureAsyncSupport(AsyncSupportConfigurer configurer) {
		configurer.setTaskExecutor(new TaskExecutorAdapter(Propagating.executor(this.executor)));
	}

}
