package dev.requeststate.folio.board;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

import dev.requeststate.folio.isolation.IsolationMode;
import dev.requeststate.folio.page.Head;
import dev.requeststate.folio.page.Page;
import dev.requeststate.folio.page.PageProblem;
import dev.requeststate.folio.page.Pages;
import dev.requeststate.folio.page.SameSite;
import dev.requeststate.folio.page.Section;
import dev.requeststate.folio.page.SectionThreads;
import dev.requeststate.folio.page.Texts;
import dev.requeststate.folio.playground.ConditionalOnPlayground;
import dev.requeststate.servlet.RequestInfo;
import dev.requeststate.servlet.ResponseHeaders;
import jakarta.servlet.http.Cookie;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/**
 * The page with the board, the board in it alone, which the page asks for all the time,
 * and the actions that start and stop a run.
 */
@Controller
@ConditionalOnPlayground
class BoardController {

	private static final String PAGE = BoardConfiguration.PAGE;

	// Whoever has the key of a run has started it.
	private static final String KEY = "board";

	private final Pages pages;

	private final Board board;

	private final BoardLimits limits;

	private final OwnAddress address;

	private final BoardModel model;

	private final Head head;

	private final Texts texts;

	BoardController(Pages pages, Board board, BoardLimits limits, OwnAddress address, BoardModel model, Head head,
			Texts texts) {
		this.pages = pages;
		this.board = board;
		this.limits = limits;
		this.address = address;
		this.model = model;
		this.head = head;
		this.texts = texts;
	}

	@GetMapping(PAGE)
	View show() {
		return page("");
	}

	@GetMapping(PAGE + "/board")
	View board() {
		RunReport report = this.board.report().orElse(null);
		return this.pages.renderAlone(new Section("board", () -> this.model.board(report, isOwn())));
	}

	@PostMapping(PAGE)
	ModelAndView start(@RequestParam int requests, @RequestParam int concurrency,
			@RequestParam(defaultValue = "all") String mode, @RequestParam String threads,
			@RequestParam(defaultValue = "isolation") String target) {
		SameSite.require("problem.cross-site-board");
		RunPlan plan = new RunPlan(requests, concurrency, mode(mode),
				SectionThreads.of(threads).orElseThrow(BoardController::notAllowed), isLeaky(target));
		if (!this.limits.allow(plan)) {
			throw notAllowed();
		}
		URI server = this.address.uri()
			.orElseThrow(() -> new PageProblem(HttpStatus.SERVICE_UNAVAILABLE, "problem.board-nowhere"));
		Optional<String> key = this.board.start(plan, server);
		if (key.isEmpty()) {
			ModelAndView refusal = new ModelAndView(page("board.refused"));
			refusal.setStatus(HttpStatus.CONFLICT);
			return refusal;
		}
		ResponseHeaders.current().addCookie(cookie(key.get()));
		return new ModelAndView(backToThePage());
	}

	@PostMapping(PAGE + "/cancel")
	View cancel() {
		SameSite.require("problem.cross-site-board");
		if (!isOwn()) {
			throw new PageProblem(HttpStatus.FORBIDDEN, "problem.board-not-yours");
		}
		this.board.cancel();
		return backToThePage();
	}

	private View page(String notice) {
		// Both show the same moment.
		RunReport report = this.board.report().orElse(null);
		return this.pages.render(Page.of(new Section("board-form", () -> form(report, notice)),
				new Section("board", () -> this.model.board(report, isOwn()))));
	}

	private Map<String, ?> form(@Nullable RunReport report, String notice) {
		this.head.title(this.texts.get("board.title"));
		this.head.canonical(PAGE);
		this.head.link("stylesheet", "/board.css");
		this.head.script("/board.js");
		return this.model.form(report, notice);
	}

	private boolean isOwn() {
		return this.board.isKey(RequestInfo.current().cookie(KEY));
	}

	private static @Nullable IsolationMode mode(String key) {
		return key.equals("all") ? null : IsolationMode.of(key).orElseThrow(BoardController::notAllowed);
	}

	private boolean isLeaky(String target) {
		boolean leaky = target.equals("leaky");
		if (!target.equals("isolation") && !(leaky && this.model.hasLeakyControl())) {
			throw notAllowed();
		}
		return leaky;
	}

	private static PageProblem notAllowed() {
		return new PageProblem(HttpStatus.BAD_REQUEST, "problem.board-limits");
	}

	private static Cookie cookie(String key) {
		Cookie cookie = new Cookie(KEY, key);
		cookie.setPath("/");
		cookie.setHttpOnly(true);
		cookie.setAttribute("SameSite", "Strict");
		return cookie;
	}

	private static View backToThePage() {
		RedirectView page = new RedirectView(PAGE + "#board", true);
		page.setStatusCode(HttpStatus.SEE_OTHER);
		return page;
	}

}
