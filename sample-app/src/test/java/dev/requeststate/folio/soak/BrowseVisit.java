package dev.requeststate.folio.soak;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.jsoup.Jsoup;

/**
 * A reader who looks at pages of the shop, and sometimes writes a review, which evicts
 * what is cached of a book.
 */
final class BrowseVisit {

	/** The pages. */
	static final List<String> PAGES = List.of("/", "/books", "/books?q=the", "/books?shelf=novels", "/books/momo",
			"/books/dune", "/books/moby-dick", "/cart", "/playground/request-info", "/playground/counter");

	private static final int OK = 200;

	private static final int SEE_OTHER = 303;

	private static final int REVIEWERS = 10;

	private final Asking asking;

	private final SoakTally tally;

	BrowseVisit(SoakTally tally) {
		this.asking = new Asking(tally);
		this.tally = tally;
	}

	/**
	 * Look at a page.
	 */
	void browse(OrderVisit.Servers servers, Random random) throws InterruptedException {
		String language = random.nextBoolean() ? "en" : "de";
		ShopClient client = new ShopClient(language);
		if (random.nextInt(REVIEWERS) == 0) {
			this.asking.ask("POST /books/…/reviews", servers.one(random.nextBoolean()), SEE_OTHER,
					(server) -> client.post(server, "/books/dune/reviews",
							Map.of("name", "Soak", "rating", "4", "text", "No. " + random.nextInt())));
		}
		String path = PAGES.get(random.nextInt(PAGES.size()));
		Optional<ShopClient.Reply> page = this.asking.ask("pages of the shop", servers.one(random.nextBoolean()), OK,
				(server) -> client.get(server, path));
		if (page.isPresent()) {
			String found = Jsoup.parse(page.get().body()).getElementsByTag("html").attr("lang");
			if (!found.equals(language)) {
				this.tally.foreign("GET " + path, "the language is '" + found + "' and not '" + language + "'");
			}
		}
	}

}
