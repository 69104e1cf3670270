package dev.requeststate.folio.web;

import dev.requeststate.folio.catalog.CatalogSessionSupplier;
import dev.requeststate.folio.page.SecureConnection;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Brings to request state what only the servlet request knows, and this request's
 * database client to Spring MVC.
 */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

	private final CatalogSessionSupplier catalogSessions;

	WebConfiguration(CatalogSessionSupplier catalogSessions) {
		this.catalogSessions = catalogSessions;
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(new SecureConnection());
		registry.addInterceptor(this.catalogSessions);
	}

}
