package dev.requeststate.folio.browser;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody looks for a book, puts it into the cart and orders it, in one tab. Each step
 * leads to a page, which has to be this reader's: in this reader's language, about this
 * book, and at the place where this tab is.
 */
final class ShoppingTrip {

	private static final Pattern REQUEST = Pattern.compile("\\b[0-9a-f]{16}\\b");

	private final PageCheck check = new PageCheck();

	private final Tab tab;

	private final Wanted wanted;

	ShoppingTrip(Tab tab, Wanted wanted) {
		this.tab = tab;
		this.wanted = wanted;
	}

	/**
	 * From the front page to the page of the book. This changes nothing that tabs share.
	 */
	List<Step> looking() {
		String shelf = this.wanted.shelf();
		return List.of(step(() -> this.tab.leaveFor("/"), this::isAtTheFront),
				step(() -> this.tab.leaveBy(".shelves a[href$='shelf=" + shelf + "']"), this::isAtTheShelf),
				step(this::search, this::hasFoundTheBook),
				step(() -> this.tab.leaveBy(".card a[href='/books/" + this.wanted.slug() + "']"), this::isAtTheBook));
	}

	/**
	 * From the page of the book to that of the order. The cart is empty before.
	 */
	List<Step> buying() {
		return List.of(step(this::take, this::isInTheCart),
				step(() -> this.tab.leaveBy(".order-form button"), this::isOrdered));
	}

	/**
	 * Wait until the page of the order says that the order is confirmed.
	 * @return the request that has done so
	 */
	String awaitConfirmation() {
		this.tab.eventually(() -> assertThat(this.tab.has(".order[data-status=confirmed]")).isTrue());
		String said = this.tab.text("[data-testid=order-status]");
		Matcher request = REQUEST.matcher(said);
		assertThat(request.find()).as(said).isTrue();
		Reader reader = this.tab.reader();
		assertThat(said).isEqualTo(reader.text("order.confirmed.text", request.group(), reader.language()));
		isThisReaders("order.title", reader.text("order.title"));
		return request.group();
	}

	private Step step(Runnable leave, Runnable look) {
		return new Step(leave, () -> {
			this.tab.arrive();
			look.run();
		});
	}

	private void search() {
		this.tab.fill("#q", this.wanted.title());
		this.tab.leaveBy(".filters button");
	}

	private void take() {
		this.tab.fill("#quantity", Integer.toString(this.wanted.quantity()));
		this.tab.leaveBy(".buy button");
	}

	private void isAtTheFront() {
		isThisReaders("home.title", text("home.title"));
		assertThat(this.tab.address()).isEqualTo("/");
		assertThat(this.tab.has(".nav [aria-current]")).isFalse();
	}

	private void isAtTheShelf() {
		String shelf = "shelf." + this.wanted.shelf();
		isThisReaders(shelf, text(shelf));
		assertThat(this.tab.address()).isEqualTo("/books?shelf=" + this.wanted.shelf());
		assertThat(this.tab.text(".nav [aria-current]")).isEqualTo(text("nav.books"));
		assertThat(this.tab.value("#shelf")).isEqualTo(this.wanted.shelf());
	}

	private void hasFoundTheBook() {
		String shelf = "shelf." + this.wanted.shelf();
		isThisReaders(shelf, text(shelf));
		assertThat(this.tab.address()).startsWith("/books?q=").contains("&shelf=" + this.wanted.shelf());
		assertThat(this.tab.value("#q")).isEqualTo(this.wanted.title());
		assertThat(this.tab.texts(".card-title")).containsExactly(this.wanted.title());
	}

	private void isAtTheBook() {
		isThisReaders(this.wanted.title(), this.tab.title());
		assertThat(this.tab.address()).isEqualTo("/books/" + this.wanted.slug());
		assertThat(this.tab.title()).startsWith(this.wanted.title() + " – ");
		assertThat(this.tab.find("link[rel=canonical]").getDomAttribute("href")).isEqualTo(this.tab.address());
		assertThat(this.tab.reader().understandsMoney(this.tab.text(".price"))).isTrue();
	}

	private void isInTheCart() {
		isThisReaders("cart.title", text("cart.title"));
		assertThat(this.tab.address()).isEqualTo("/cart?added=" + this.wanted.slug());
		assertThat(this.tab.text("[role=status]")).isEqualTo(text("cart.added", this.wanted.title()));
		assertThat(this.tab.texts(".line-title")).containsExactly(this.wanted.title());
		assertThat(this.tab.value(".line-form [type=number]")).isEqualTo(Integer.toString(this.wanted.quantity()));
		assertThat(this.tab.text("[data-testid=cart-count]")).isEqualTo(Integer.toString(this.wanted.quantity()));
		assertThat(this.tab.reader().understandsMoney(this.tab.text("[data-testid=cart-total]"))).isTrue();
	}

	private void isOrdered() {
		isThisReaders("order.title", text("order.title"));
		assertThat(this.tab.address()).isEqualTo("/orders/" + this.tab.text("[data-testid=order-id]"));
		assertThat(this.tab.texts(".line-title")).containsExactly(this.wanted.title());
		assertThat(this.tab.text(".line-each")).startsWith(Integer.toString(this.wanted.quantity()));
		assertThat(this.tab.has("[data-testid=cart-count]")).isFalse();
	}

	private void isThisReaders(String heading, String title) {
		assertThat(this.tab.text("h1")).isEqualTo(text(heading));
		assertThat(this.tab.title()).isEqualTo(title);
		assertThat(this.check.inItsLanguage(this.tab)).isEmpty();
	}

	private String text(String key, Object... arguments) {
		return this.tab.reader().text(key, arguments);
	}

	/**
	 * Go several ways at once: each tab is on its way to a page while the others leave
	 * theirs.
	 * @param ways the steps of each way, as many on each
	 */
	static void together(List<List<Step>> ways) {
		for (int i = 0; i < ways.get(0).size(); i++) {
			int number = i;
			List<Step> steps = ways.stream().map((way) -> way.get(number)).toList();
			steps.forEach((step) -> step.leave().run());
			steps.forEach((step) -> step.arrive().run());
		}
	}

	/**
	 * A step from one page to the next.
	 *
	 * @param leave makes the browser leave the one
	 * @param arrive waits for the other, and looks at it
	 */
	record Step(Runnable leave, Runnable arrive) {
	}

}
