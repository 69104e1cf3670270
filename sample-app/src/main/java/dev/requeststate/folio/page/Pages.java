package dev.requeststate.folio.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import dev.requeststate.servlet.RequestInfo;
import dev.requeststate.servlet.ResponseHeaders;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Makes whole pages: the body first, its sections in parallel, and the document around it
 * afterwards, when the head is known.
 */
@Component
public final class Pages {

	private static final String DEFAULT_TITLE = "Folio";

	private final SectionExecutor sections;

	private final Templates templates;

	private final Head head;

	private final InsertedHtml insertedHtml;

	private final List<PlaygroundLink> playground;

	private final SectionThreads threads;

	Pages(SectionExecutor sections, Templates templates, Head head, InsertedHtml insertedHtml,
			ObjectProvider<PlaygroundLink> playground, Environment environment) {
		this.sections = sections;
		this.templates = templates;
		this.head = head;
		this.insertedHtml = insertedHtml;
		this.playground = playground.orderedStream().toList();
		this.threads = SectionThreads.usual(environment);
	}

	/**
	 * Render a page with this request's head.
	 * @throws RuntimeException what a section threw
	 */
	public RenderedPage render(Page page) {
		return render(page, this.head);
	}

	/**
	 * Render a page in place of one that failed: nothing that was added for that one
	 * remains.
	 */
	public RenderedPage renderInstead(Page page) {
		this.head.clear();
		this.insertedHtml.clear();
		return render(page);
	}

	/**
	 * Render a page with another head.
	 * @param page the page
	 * @param head the head that the page's sections add to
	 */
	public RenderedPage render(Page page, Head head) {
		return render(page, head, this.threads);
	}

	/**
	 * Render a page with another head, on threads of the caller's choice.
	 * @param page the page
	 * @param head the head that the page's sections add to
	 * @param threads what its sections are rendered on, where there are several
	 */
	public RenderedPage render(Page page, Head head, SectionThreads threads) {
		return finish(page, head, this.sections.runner(threads).run(begin(page, head)));
	}

	/**
	 * Render one section without a document around it, for a page that is open already.
	 * What the section adds to the head is lost.
	 */
	public RenderedPage renderAlone(Section section) {
		SecurityHeaders.set(ResponseHeaders.current(), RequestInfo.current().cspNonce());
		return new RenderedPage(renderer(section).get(), Language.current().locale());
	}

	/**
	 * Begin a page whose sections are rendered by the caller, who chooses the threads.
	 * @param page the page
	 * @param head the head that the page's sections add to
	 * @return what renders each section, to be called once, wherever this request's
	 * context is current
	 */
	public List<Supplier<String>> begin(Page page, Head head) {
		head.title(DEFAULT_TITLE);
		SecurityHeaders.set(ResponseHeaders.current(), RequestInfo.current().cspNonce());
		return page.sections().stream().map(this::renderer).toList();
	}

	/**
	 * Finish a page whose sections are rendered.
	 * @param page the page
	 * @param head the head that the page's sections have added to
	 * @param sections the sections, in their order
	 */
	public RenderedPage finish(Page page, Head head, List<String> sections) {
		StringBuilder body = new StringBuilder();
		if (page.opening() != null) {
			body.append(renderer(page.opening()).get());
		}
		sections.forEach(body::append);
		Locale locale = Language.current().locale();
		String html = this.templates.render("document",
				Map.of("language", locale.getLanguage(), "head", head.html(RequestInfo.current().cspNonce()), "body",
						body.toString(), "inserted", this.insertedHtml.html(), "playground", this.playground));
		return new RenderedPage(html, locale);
	}

	private Supplier<String> renderer(Section section) {
		return () -> this.templates.render("sections/" + section.template(), section.model().get());
	}

}
