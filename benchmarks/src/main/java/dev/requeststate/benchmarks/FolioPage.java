package dev.requeststate.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page that is measured, and what has to be equal in its two variants.
 *
 * @param path what is asked for
 * @param differing what differs from one answer to the next, whoever gives it
 */
record FolioPage(String path, Pattern differing) {

	/**
	 * What each request has: a reader of German with three books in the cart.
	 */
	static final Map<String, String> HEADERS = Map.of("Accept-Language", "de,en;q=0.8", "Cookie",
			"cart=dune:2~catch-22:1");

	static final String MANY_CALLS = "/price-list";

	private static final String NONCE = "nonce=\"[^\"]+\"";

	// Written from a map, whose order differs from one JVM to the next.
	private static final String DATA = "(?<=>)\\{.*\\}(?=</script>)";

	private static final String PICKS = "<section aria-labelledby=\"picks-title\">(?s:.*?)</section>";

	private static final String DRAWINGS = "<svg class=\"symbols\"(?s:.*)</svg>";

	/**
	 * All of them. The front page recommends some books at random, and has the drawings
	 * on their covers.
	 */
	static final List<FolioPage> ALL = List.of(of("/", PICKS, DRAWINGS), of("/books"), of("/books/moby-dick", DATA),
			of("/cart"), of(MANY_CALLS));

	private static final Pattern CALLS = Pattern.compile("<p>(\\d+) calls</p>");

	private static final int MANY = 100;

	private static FolioPage of(String path, String... differing) {
		return new FolioPage(path, Pattern
			.compile(Stream.concat(Stream.of(differing), Stream.of(NONCE)).collect(Collectors.joining("|"))));
	}

	/**
	 * Have both answer all pages, and compare.
	 * @throws IllegalStateException if they say different things, if one says the same to
	 * different readers, or if the page of many calls makes few
	 */
	static void requireSame(ServerProcess with, ServerProcess without) throws Exception {
		for (FolioPage page : ALL) {
			List<String> expected = page.get(with).lines().toList();
			List<String> actual = page.get(without).lines().toList();
			require(expected.size() == actual.size(), page.path + " is longer in one of the two");
			for (int i = 0; i < expected.size(); i++) {
				require(expected.get(i).equals(actual.get(i)),
						page.path + " says '" + expected.get(i) + "', and without the library '" + actual.get(i) + "'");
			}
		}
		for (ServerProcess server : List.of(with, without)) {
			require(!server.get("/cart").equals(server.get("/cart", "Cookie", "cart=momo:1")),
					"Two readers have one cart");
			require(!server.get(MANY_CALLS).equals(server.get(MANY_CALLS + "?reduced")), "Two customers are one");
			Matcher calls = CALLS.matcher(server.get(MANY_CALLS));
			require(calls.find() && Integer.parseInt(calls.group(1)) >= MANY, MANY_CALLS + " makes few calls");
		}
	}

	private String get(ServerProcess server) throws Exception {
		String[] headers = HEADERS.entrySet()
			.stream()
			.flatMap((header) -> List.of(header.getKey(), header.getValue()).stream())
			.toArray(String[]::new);
		return this.differing.matcher(server.get(this.path, headers)).replaceAll("");
	}

	private static void require(boolean condition, String message) {
		if (!condition) {
			throw new IllegalStateException(message);
		}
	}

}
