package dev.requeststate.folio.page;

import java.util.Map;

import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.linkbuilder.StandardLinkBuilder;
import org.thymeleaf.spring6.SpringTemplateEngine;

import org.springframework.stereotype.Component;

/**
 * Resolves {@code @{/path}} in templates that are rendered away from the servlet request,
 * where Thymeleaf's own way of finding the context path does not work.
 */
@Component
final class PageLinks extends StandardLinkBuilder {

	private final ServletContext servletContext;

	PageLinks(ServletContext servletContext, SpringTemplateEngine engine) {
		this.servletContext = servletContext;
		engine.setLinkBuilder(this);
	}

	@Override
	protected String computeContextPath(IExpressionContext context, String base,
			@Nullable Map<String, Object> parameters) {
		return this.servletContext.getContextPath();
	}

}
