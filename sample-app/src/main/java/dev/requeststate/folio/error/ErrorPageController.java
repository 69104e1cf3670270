package dev.requeststate.folio.error;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.requeststate.folio.page.Head;
import dev.requeststate.folio.page.Page;
import dev.requeststate.folio.page.PageProblem;
import dev.requeststate.folio.page.Pages;
import dev.requeststate.folio.page.Section;
import dev.requeststate.folio.page.Texts;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.webmvc.error.ErrorAttributes;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.View;

/**
 * The error page. It is rendered in the same request context as the page that failed.
 */
@Controller
class ErrorPageController implements ErrorController {

	private static final int NOT_FOUND = 404;

	private static final int SERVER_ERROR = 500;

	private static final int UNAVAILABLE = 503;

	private final Pages pages;

	private final Head head;

	private final Texts texts;

	private final ErrorAttributes errors;

	private final List<ErrorNotes> notes;

	ErrorPageController(Pages pages, Head head, Texts texts, ErrorAttributes errors, List<ErrorNotes> notes) {
		this.pages = pages;
		this.head = head;
		this.texts = texts;
		this.errors = errors;
		this.notes = notes;
	}

	@RequestMapping("${spring.web.error.path:/error}")
	View error(HttpServletRequest request) {
		int status = (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code) ? code
				: NOT_FOUND;
		String reason = reason(request, status);
		Optional<ErrorNote> note = this.notes.stream().flatMap((notes) -> notes.note().stream()).findFirst();
		List<Section> sections = new ArrayList<>();
		sections.add(new Section("error", () -> error(status, reason, note)));
		note.ifPresent((present) -> sections.add(present.section()));
		return this.pages.renderInstead(Page.of(sections));
	}

	private Map<String, ?> error(int status, String reason, Optional<ErrorNote> note) {
		String title = status + " – " + this.texts.get("error." + kind(status) + ".title");
		this.head.title(note.map((present) -> title + " – " + present.subject()).orElse(title));
		this.head.meta("robots", "noindex");
		return Map.of("status", status, "kind", kind(status), "reason", reason);
	}

	private String reason(HttpServletRequest request, int status) {
		Throwable failure = this.errors.getError(new ServletWebRequest(request));
		String key = (failure instanceof PageProblem problem) ? problem.reasonKey() : "error." + kind(status) + ".text";
		return this.texts.get(key);
	}

	/**
	 * Which of the texts goes with a status.
	 */
	private static String kind(int status) {
		return switch (status) {
			case NOT_FOUND -> "missing";
			case UNAVAILABLE -> "busy";
			default -> (status < SERVER_ERROR) ? "refused" : "broken";
		};
	}

}
