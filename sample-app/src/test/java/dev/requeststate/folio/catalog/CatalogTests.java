package dev.requeststate.folio.catalog;

import java.util.List;

import dev.requeststate.context.Binding;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.folio.catalog.BookSearch.Order;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Catalog} and the session of a request that it works through.
 */
class CatalogTests {

	private final TestDatabase database = new TestDatabase();

	private final CatalogSessionCounts counts = new CatalogSessionCounts();

	private final Lease request = RequestContextFactory.builder()
		.observer(new CatalogSessionRelease())
		.build()
		.open(() -> "test");

	private final Binding binding = this.request.bind();

	private final Catalog catalog = new Catalog();

	@BeforeEach
	void supply() {
		CatalogSession.CURRENT.set(new JdbcCatalogSession(this.database.dataSource(), this.counts));
	}

	@AfterEach
	void close() {
		this.binding.close();
		this.request.close();
		this.database.close();
	}

	@Test
	void thereAreAtLeastSixtyBooksAndEachIsWhole() {
		BookList all = this.catalog.find(new BookSearch("", null, Order.TITLE), 1, 1000);
		assertThat(all.total()).isGreaterThanOrEqualTo(60).isEqualTo(all.books().size());
		assertThat(all.books()).allSatisfy((book) -> {
			assertThat(book.slug()).matches("[a-z0-9]+(-[a-z0-9]+)*");
			assertThat(book.blurbEnglish()).hasSizeBetween(20, 160).endsWith(".");
			assertThat(book.blurbGerman()).hasSizeBetween(20, 160).endsWith(".").isNotEqualTo(book.blurbEnglish());
			assertThat(book.priceCents()).isBetween(500, 6000);
		});
	}

	@Test
	void searchTakesItsTextLiterally() {
		assertThat(find("calvino")).extracting(Book::author).containsOnly("Italo Calvino").hasSize(2);
		assertThat(find("%")).isEmpty();
		assertThat(find("_")).isEmpty();
		assertThat(find("!")).extracting(Book::slug).containsExactly("surely-youre-joking-mr-feynman");
		assertThat(find("' OR 1=1 --")).isEmpty();
	}

	@Test
	void pageBeyondTheLastIsTheLast() {
		BookList list = this.catalog.find(new BookSearch("", Shelf.SCIENCE, Order.OLDEST), 99, 4);
		assertThat(list.page()).isEqualTo(list.pages()).isEqualTo(3);
		assertThat(list.books()).hasSize(1);
		assertThat(this.catalog.find(new BookSearch("no such book", null, Order.PRICE), 0, 4))
			.isEqualTo(new BookList(List.of(), 0, 1, 1));
	}

	@Test
	void shelvesHoldAllBooks() {
		assertThat(this.catalog.shelves()).containsOnlyKeys(Shelf.values());
		assertThat(this.catalog.shelves().values().stream().mapToInt(Integer::intValue).sum())
			.isEqualTo(find("").size());
	}

	@Test
	void booksNearAnotherAreFirstThoseOfItsAuthor() {
		Book book = this.catalog.book("invisible-cities").orElseThrow();
		assertThat(this.catalog.near(book, 5)).hasSize(5)
			.doesNotContain(book)
			.first()
			.extracting(Book::author)
			.isEqualTo("Italo Calvino");
	}

	@Test
	void connectionIsGivenBackAtTheEndOfTheRequestThoughALeaseIsHeld() {
		try (Lease lease = this.request.context().lease()) {
			find("");
			assertThat(this.counts.openedCount()).isEqualTo(1);
			this.request.close();
			assertThat(lease.context().isOpen()).isTrue();
			assertThat(this.counts.closedCount()).isEqualTo(1);
			assertThatIllegalStateException().isThrownBy(() -> find("")).withMessageContaining("went back to the pool");
		}
		assertThat(this.counts.closedCount()).isEqualTo(1);
	}

	private List<Book> find(String text) {
		return this.catalog.find(new BookSearch(text, null, Order.TITLE), 1, 1000).books();
	}

}
