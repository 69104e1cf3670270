package dev.requeststate.folio.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Answers questions about the books, through the session of the request that asks.
 * <p>
 * Most answers are cached, for all requests. Each carries a tag for every book that is in
 * it; what is cached cannot be changed by whoever gets it.
 */
@Component
public class Catalog {

	// Written once, and at each call the session of the request that is current then.
	private static final CatalogSession session = CatalogSession.CURRENT.proxy(CatalogSession.class);

	private static final String BOOKS = "SELECT slug, title, author, published, shelf, price_cents, blurb_en, "
			+ "blurb_de FROM book ";

	private static final String FOUND = "WHERE (LOWER(title) LIKE :text ESCAPE '!' OR LOWER(author) LIKE :text "
			+ "ESCAPE '!') AND (:shelf = '' OR shelf = :shelf) ";

	/**
	 * The book of that slug, if there is one.
	 */
	// Slugs that nobody has can be made up without end.
	@Cacheable(cacheNames = "books", unless = "#result == null")
	public Optional<Book> book(String slug) {
		BookTag.of(slug).putOnCurrentCall();
		return session.call((client) -> client.sql(BOOKS + "WHERE slug = :slug")
			.param("slug", slug)
			.query(Catalog::book)
			.optional());
	}

	/**
	 * The books of those slugs, in no particular order; unknown slugs are left out.
	 */
	public List<Book> books(Collection<String> slugs) {
		if (slugs.isEmpty()) {
			return List.of();
		}
		return session.call((client) -> client.sql(BOOKS + "WHERE slug IN (:slugs)")
			.param("slugs", slugs)
			.query(Catalog::book)
			.list());
	}

	/**
	 * One page of the books that a search finds.
	 * @param search the search
	 * @param page the number of the page, from 1; the last one if there are fewer
	 * @param size how many books a page has
	 */
	// Not what a reader has typed, which hardly ever comes again.
	@Cacheable(cacheNames = "book-lists", condition = "#search.text().isEmpty()",
			key = "#search + '/' + #page + '/' + #size")
	public BookList find(BookSearch search, int page, int size) {
		return session.call((client) -> {
			int total = found(client, "SELECT COUNT(*) FROM book " + FOUND, search).query(Integer.class).single();
			int pages = Math.max(1, (total + size - 1) / size);
			int shown = Math.min(Math.max(1, page), pages);
			List<Book> books = found(client,
					BOOKS + FOUND + "ORDER BY " + search.order().columns() + " LIMIT :size OFFSET :skipped", search)
				.param("size", size)
				.param("skipped", (shown - 1) * size)
				.query(Catalog::book)
				.list();
			return new BookList(tagged(books), total, shown, pages);
		});
	}

	private static JdbcClient.StatementSpec found(JdbcClient client, String sql, BookSearch search) {
		Shelf shelf = search.shelf();
		return client.sql(sql).param("text", search.pattern()).param("shelf", (shelf != null) ? shelf.key() : "");
	}

	/**
	 * Some of the books that the shop recommends, other ones at each call.
	 */
	public List<Book> picks(int count) {
		return list("WHERE pick ORDER BY RANDOM() LIMIT :count", "count", count);
	}

	/**
	 * The cheapest books.
	 */
	@Cacheable("bargains")
	public List<Book> cheapest(int count) {
		return tagged(list("ORDER BY price_cents, title LIMIT :count", "count", count));
	}

	/**
	 * Some other books for a reader of this one: first those of the same author, then
	 * those nearest in time on the same shelf.
	 */
	@Cacheable(cacheNames = "neighbours", key = "#book.slug() + '/' + #count")
	public List<Book> near(Book book, int count) {
		BookTag.of(book.slug()).putOnCurrentCall();
		return tagged(session.call((client) -> client
			.sql(BOOKS + "WHERE slug <> :slug AND (author = :author OR shelf = :shelf) "
					+ "ORDER BY CASE WHEN author = :author THEN 0 ELSE 1 END, ABS(published - :year) LIMIT :count")
			.param("slug", book.slug())
			.param("author", book.author())
			.param("shelf", book.shelf().key())
			.param("year", book.year())
			.param("count", count)
			.query(Catalog::book)
			.list()));
	}

	/**
	 * How many books stand on each shelf.
	 */
	@Cacheable("shelves")
	public Map<Shelf, Integer> shelves() {
		Map<Shelf, Integer> shelves = new EnumMap<>(Shelf.class);
		session
			.call((client) -> client.sql("SELECT shelf, COUNT(*) AS books FROM book GROUP BY shelf")
				.query((row, number) -> Map.entry(shelf(row), row.getInt("books")))
				.list())
			.forEach((entry) -> shelves.put(entry.getKey(), entry.getValue()));
		return Collections.unmodifiableMap(shelves);
	}

	/**
	 * The identity of the session that answers in this request.
	 */
	public String sessionId() {
		return session.id();
	}

	private List<Book> list(String condition, String name, Object value) {
		return session.call((client) -> client.sql(BOOKS + condition).param(name, value).query(Catalog::book).list());
	}

	private static List<Book> tagged(List<Book> books) {
		books.forEach((book) -> BookTag.of(book.slug()).putOnCurrentCall());
		return List.copyOf(books);
	}

	private static Book book(ResultSet row, int number) throws SQLException {
		return new Book(row.getString("slug"), row.getString("title"), row.getString("author"), row.getInt("published"),
				shelf(row), row.getInt("price_cents"), row.getString("blurb_en"), row.getString("blurb_de"));
	}

	private static Shelf shelf(ResultSet row) throws SQLException {
		return Shelf.of(row.getString("shelf")).orElseThrow();
	}

}
