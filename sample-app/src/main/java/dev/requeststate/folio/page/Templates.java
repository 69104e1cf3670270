package dev.requeststate.folio.page;

import java.util.Map;

import jakarta.servlet.ServletContext;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.expression.ThymeleafEvaluationContext;

import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

import static org.thymeleaf.spring6.expression.ThymeleafEvaluationContext.THYMELEAF_EVALUATION_CONTEXT_CONTEXT_VARIABLE_NAME;

/**
 * Renders templates on any thread. They see beans as {@code ${@name}}, which for request
 * state means this request's own, and never the servlet request.
 */
@Component
final class Templates {

	private final SpringTemplateEngine engine;

	private final ApplicationContext beans;

	Templates(SpringTemplateEngine engine, ApplicationContext beans, ServletContext servletContext) {
		this.engine = engine;
		engine.setLinkBuilder(new PageLinks(servletContext.getContextPath()));
		this.beans = beans;
	}

	/**
	 * Render a template in the reader's language.
	 * @param template the name of the template, below {@code templates}
	 * @param model what the template shows
	 */
	String render(String template, Map<String, ?> model) {
		Context context = new Context(Language.current().locale());
		context.setVariable(THYMELEAF_EVALUATION_CONTEXT_CONTEXT_VARIABLE_NAME,
				new ThymeleafEvaluationContext(this.beans, null));
		model.forEach(context::setVariable);
		return this.engine.process(template, context);
	}

}
