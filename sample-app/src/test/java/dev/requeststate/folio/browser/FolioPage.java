package dev.requeststate.folio.browser;

import java.util.Locale;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every page of Folio, in every state in which it looks different.
 */
enum FolioPage {

	HOME("home.title", "/"),

	BOOKS("books.title", "/books"),

	BOOKS_FOUND("books.title.search", "/books?q=an&order=price&page=2") {
		@Override
		String heading(Reader reader) {
			return reader.text("books.title.search", "an");
		}
	},

	NO_BOOKS_FOUND("books.title.search", "/books?q=nothing+of+the+kind") {
		@Override
		String heading(Reader reader) {
			return reader.text("books.title.search", "nothing of the kind");
		}
	},

	SHELF("shelf.science", "/books?shelf=science"),

	BOOK("Momo", "/books/momo"),

	LONG_TITLE("The Life and Opinions of Tristram Shandy, Gentleman", "/books/tristram-shandy"),

	REVIEWED("Dune") {
		@Override
		void visit(Tab tab) {
			tab.open("/books/dune");
			tab.fill("#review-name", "Ada");
			tab.find("#review-rating option[value='4']").click();
			tab.fill("#review-text", "Dry.\nIn the best way.");
			tab.follow(".review-form button");
		}
	},

	REVIEW_REFUSED("Momo") {
		@Override
		void visit(Tab tab) {
			tab.open("/books/momo");
			tab.follow(".review-form button");
		}

		@Override
		boolean isRefused() {
			return true;
		}
	},

	EMPTY_CART("cart.title") {
		@Override
		void visit(Tab tab) {
			tab.open("/cart");
			tab.forget();
			tab.open("/cart");
		}
	},

	CART("cart.title") {
		@Override
		void visit(Tab tab) {
			fillCart(tab);
		}
	},

	ORDER_RECEIVED("order.title") {
		@Override
		void visit(Tab tab) {
			fillCart(tab);
			tab.follow(".order-form button");
		}
	},

	ORDER_CONFIRMED("order.title") {
		@Override
		void visit(Tab tab) {
			ORDER_RECEIVED.visit(tab);
			tab.eventually(() -> expect(tab, ".order[data-status=confirmed]"));
		}
	},

	COUNTER("counter.title", "/playground/counter?sections=5"),

	REQUEST_INFO("info.title", "/playground/request-info?language=de&tag=a+long+one"),

	ACTION_DONE("info.title") {
		@Override
		void visit(Tab tab) {
			tab.open("/playground/request-info");
			tab.follow(".order-form button");
		}
	},

	CACHE("cache.title", "/playground/cache?user=Ada"),

	/**
	 * With one lane open, and at rest, so that it can be looked at.
	 */
	INSIDE("inside.title") {
		@Override
		void visit(Tab tab) {
			tab.open("/playground/counter");
			tab.open("/playground/inside");
			tab.find("[data-testid=inside-pause]").click();
			tab.find(".lane summary").click();
		}
	},

	BOARD("board.title", "/playground/isolation"),

	/**
	 * While requests are sent, and not a second longer than it takes to look.
	 */
	BOARD_RUNNING("board.title") {
		@Override
		void visit(Tab tab) {
			BOARD.visit(tab);
			startRun(tab, 2000, 4, "isolation");
			tab.eventually(() -> expect(tab, "#board[data-state=running] #board-cancel"));
		}
	},

	BOARD_FINISHED("board.title") {
		@Override
		void visit(Tab tab) {
			BOARD.visit(tab);
			startRun(tab, 300, 24, "isolation");
			tab.eventually(() -> expect(tab, "#board[data-state=finished]"));
		}
	},

	/**
	 * With the control that leaks, in the profile of that name.
	 */
	BOARD_LEAKY("board.title") {
		@Override
		void visit(Tab tab) {
			BOARD.visit(tab);
			startRun(tab, 300, 24, "leaky");
			tab.eventually(() -> expect(tab, "#board[data-state=finished] .found-leak"));
		}
	},

	ISOLATION("isolation.title") {
		@Override
		void visit(Tab tab) {
			isolated(tab, "after");
		}
	},

	ISOLATION_FAILED("error.broken.title") {
		@Override
		void visit(Tab tab) {
			isolated(tab, "error");
		}

		@Override
		boolean isRefused() {
			return true;
		}
	},

	NOT_FOUND("error.missing.title", "/nowhere") {
		@Override
		boolean isRefused() {
			return true;
		}
	},

	NOT_UNDERSTOOD("error.refused.title", "/books?page=x") {
		@Override
		boolean isRefused() {
			return true;
		}
	};

	private static final String TOKEN = "rq-0123456789abcdef";

	private final String heading;

	private final String target;

	FolioPage(String heading) {
		this(heading, "");
	}

	FolioPage(String heading, String target) {
		this.heading = heading;
		this.target = target;
	}

	/**
	 * Go there, as a reader does.
	 */
	void visit(Tab tab) {
		tab.open(this.target);
	}

	/**
	 * Whether it is answered with a status that is an error, which a browser tells on its
	 * console.
	 */
	boolean isRefused() {
		return false;
	}

	/**
	 * The heading by which it is known.
	 */
	String heading(Reader reader) {
		return reader.text(this.heading);
	}

	private static void fillCart(Tab tab) {
		tab.open("/books/momo");
		tab.forget();
		tab.fill("#quantity", "2");
		tab.follow(".buy button");
		tab.open("/books/tristram-shandy");
		tab.follow(".buy button");
	}

	private static void startRun(Tab tab, int requests, int concurrency, String target) {
		if (tab.has("#board-cancel")) {
			tab.find("#board-cancel").click();
		}
		// There is one run at a time.
		tab.eventually(() -> expect(tab, "#board-fields:enabled"));
		tab.fill("#board-requests", Integer.toString(requests));
		tab.fill("#board-concurrency", Integer.toString(concurrency));
		tab.find("#board-target-" + target).click();
		tab.find("#board-start").click();
	}

	private static void expect(Tab tab, String selector) {
		assertThat(tab.has(selector)).as(selector).isTrue();
	}

	private static void isolated(Tab tab, String mode) {
		tab.open("/");
		tab.cookie("token", TOKEN);
		tab.send(Map.of("X-Request-Token", TOKEN));
		tab.open("/isolation/" + TOKEN + "?q=" + TOKEN + "&mode=" + mode);
		tab.send(Map.of());
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
