package dev.requeststate.folio.isolation.suite;

import java.net.URI;
import java.util.List;
import java.util.function.Predicate;

import org.jsoup.nodes.Element;

/**
 * Expects the token in the document's head, once in each of title, meta and canonical
 * link. An error page may leave them out, but what it has must be right.
 */
final class DocumentHeadCheck implements AnswerCheck {

	@Override
	public void check(IsolationRequest request, Page page, Findings findings) {
		String token = request.token();
		one(request, "title", page.inHead("title").stream().map(Element::text).toList(),
				(title) -> title.contains(token), findings);
		one(request, "meta request-token", contents(page, "meta[name=request-token]", "content"), token::equals,
				findings);
		one(request, "link canonical", contents(page, "link[rel=canonical]", "href"),
				(href) -> request.path().equals(path(href)), findings);
	}

	private List<String> contents(Page page, String selector, String attribute) {
		return page.inHead(selector).stream().map((element) -> element.attr(attribute)).toList();
	}

	private String path(String href) {
		try {
			return String.valueOf(URI.create(href).getPath());
		}
		catch (IllegalArgumentException ex) {
			return "";
		}
	}

	private void one(IsolationRequest request, String where, List<String> values, Predicate<String> right,
			Findings findings) {
		if (values.isEmpty()) {
			findings.missing(where, request.token());
		}
		else if (values.size() > 1 || !right.test(values.get(0))) {
			findings.wrong(where, request.token() + " once", String.join("', '", values));
		}
	}

}
