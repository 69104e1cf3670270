package dev.requeststate.folio.page;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.linkbuilder.StandardLinkBuilder;

/**
 * Resolves {@code @{/path}} in templates that are rendered away from the servlet request,
 * where Thymeleaf's own way of finding the context path does not work.
 */
final class PageLinks extends StandardLinkBuilder {

	private final String contextPath;

	PageLinks(String contextPath) {
		this.contextPath = contextPath;
	}

	@Override
	protected String computeContextPath(IExpressionContext context, String base,
			@Nullable Map<String, Object> parameters) {
		return this.contextPath;
	}

}
