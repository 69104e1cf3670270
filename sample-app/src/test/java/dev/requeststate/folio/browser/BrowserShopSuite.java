package dev.requeststate.folio.browser;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * People who shop in the packaged Folio with Chromium: in two tabs and two languages at
 * once, two of them at the same time, and one without a mouse.
 *
 * <p>
 * Needs the packaged jar and is therefore run by {@code mvn verify}, and {@code chromium}
 * and {@code chromedriver} on the path. Where one is missing it says so and is left out,
 * or fails if the environment variable {@code CI} is {@code true}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserShopSuite {

	private static final int ROUNDS = 3;

	private static final int ORDERS = 2;

	private static final Wanted ENGLISH_BOOK = new Wanted("science", "cosmos", "Cosmos", 2);

	private static final Wanted GERMAN_BOOK = new Wanted("fantastic", "dune", "Dune", 3);

	private VisitedFolio folio;

	private Visitor visitor;

	@BeforeAll
	void start() throws IOException {
		this.folio = VisitedFolio.start("browser-shop", "--folio.confirmation-takes=2s");
		this.visitor = this.folio.visitor();
	}

	@AfterAll
	void end() {
		if (this.folio != null) {
			this.folio.close();
		}
	}

	@BeforeEach
	void forget() {
		this.visitor.forget();
	}

	@Test
	void twoTabsOfOneBrowserKeepTheirLanguagesAndPlacesAndShareTheCart() {
		Tab english = this.visitor.tab(Reader.ENGLISH);
		Tab german = this.visitor.tab(Reader.GERMAN);
		for (int round = 0; round < ROUNDS; round++) {
			boolean even = round % 2 == 0;
			ShoppingTrip.together(List.of(new ShoppingTrip(english, even ? ENGLISH_BOOK : GERMAN_BOOK).looking(),
					new ShoppingTrip(german, even ? GERMAN_BOOK : ENGLISH_BOOK).looking()));
		}
		// The last round was an even one. One after the other: a cart in a cookie is that
		// of the last answer.
		english.fill("#quantity", "2");
		english.follow(".buy button");
		german.fill("#quantity", "3");
		german.follow(".buy button");
		assertThat(english.texts(".line-title")).containsExactly("Cosmos");
		assertThat(german.texts(".line-title")).containsExactly("Cosmos", "Dune");
		assertThat(german.text("[role=status]")).isEqualTo(Reader.GERMAN.text("cart.added", "Dune"));
		english.open("/cart");
		assertThat(english.texts(".line-title")).containsExactly("Cosmos", "Dune");
		assertThat(english.text("[data-testid=cart-count]")).isEqualTo("5");
		assertThat(english.text("h1")).isEqualTo(Reader.ENGLISH.text("cart.title"));
		german.follow(".order-form button");
		assertThat(german.texts(".line-title")).containsExactly("Cosmos", "Dune");
		english.open("/cart");
		assertThat(english.text(".empty")).startsWith(Reader.ENGLISH.text("cart.empty"));
		assertThat(this.visitor.complaints()).isEmpty();
	}

	@Test
	void twoVisitorsAtOnceKeepTheirLanguagesCartsAndOrders() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(2);
		try (Visitor other = this.folio.another()) {
			Tab english = this.visitor.tab(Reader.ENGLISH);
			Tab german = other.tab(Reader.GERMAN);
			Future<List<String>> one = threads.submit(() -> shop(english, ENGLISH_BOOK));
			Future<List<String>> two = threads.submit(() -> shop(german, GERMAN_BOOK));
			Set<String> requests = new HashSet<>(one.get(5, TimeUnit.MINUTES));
			requests.addAll(two.get(5, TimeUnit.MINUTES));
			assertThat(requests).hasSize(2 * ORDERS);
			assertThat(this.visitor.complaints()).isEmpty();
			assertThat(other.complaints()).isEmpty();
		}
		finally {
			threads.shutdownNow();
		}
	}

	/**
	 * Shop several times.
	 * @return the requests that confirmed the orders
	 */
	private static List<String> shop(Tab tab, Wanted wanted) {
		List<String> requests = new ArrayList<>();
		for (int order = 0; order < ORDERS; order++) {
			ShoppingTrip trip = new ShoppingTrip(tab, wanted);
			ShoppingTrip.together(List.of(trip.looking()));
			ShoppingTrip.together(List.of(trip.buying()));
			requests.add(trip.awaitConfirmation());
		}
		return requests;
	}

	@Test
	void aTripInTheWrongLanguageOrWithAnotherBookIsFound() {
		Tab german = this.visitor.tab(Reader.GERMAN);
		german.open("/books/dune");
		german.follow(".buy button");
		german.open("/books/dune");
		// There is a book in the cart that this trip knows nothing of.
		ShoppingTrip trip = new ShoppingTrip(german, GERMAN_BOOK);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> ShoppingTrip.together(List.of(trip.buying())));
		// As if the language of an other tab had come over.
		german.before("document.addEventListener('DOMContentLoaded', () => document.documentElement.lang = 'en')");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> ShoppingTrip.together(List.of(trip.looking())))
			.withMessageContaining("the language is said to be en");
	}

	@Test
	void anOrderIsConfirmedOnThePageThatIsThereAlready() {
		Tab tab = this.visitor.tab(Reader.GERMAN);
		// A machine that is very busy may show the page when the order is confirmed.
		tab.eventually(() -> {
			FolioPage.ORDER_RECEIVED.visit(tab);
			assertThat(tab.find(".order").getDomAttribute("data-status")).isEqualTo("received");
		});
		tab.run("window.stillHere = true");
		tab.eventually(() -> assertThat(tab.find(".order").getDomAttribute("data-status")).isEqualTo("confirmed"));
		assertThat(tab.run("return window.stillHere")).isEqualTo(true);
		assertThat(tab.text("[data-testid=order-status]")).contains("auf Deutsch geschrieben");
		assertThat(tab.text("[aria-current=step]")).isEqualTo(Reader.GERMAN.text("order.step.confirmed"));
		assertThat(this.visitor.complaints()).isEmpty();
	}

	@Test
	void withoutItsEventsThePageStaysAsItWas() {
		Tab tab = this.visitor.tab(Reader.GERMAN);
		Tab deaf = this.visitor.tab(Reader.GERMAN);
		deaf.before("window.EventSource = class { addEventListener() {} close() {} }");
		deaf.eventually(() -> {
			FolioPage.ORDER_RECEIVED.visit(deaf);
			assertThat(deaf.find(".order").getDomAttribute("data-status")).isEqualTo("received");
		});
		tab.open(deaf.address());
		tab.eventually(() -> assertThat(tab.find(".order").getDomAttribute("data-status")).isEqualTo("confirmed"));
		assertThat(deaf.find(".order").getDomAttribute("data-status")).isEqualTo("received");
		deaf.open(deaf.address());
		assertThat(deaf.find(".order").getDomAttribute("data-status")).isEqualTo("confirmed");
	}

	@Test
	void everythingIsDoneWithTheKeyboardAlone() {
		Tab tab = this.visitor.tab(Reader.ENGLISH);
		Keyboard keyboard = tab.keyboard();
		tab.open("/");
		keyboard.tabTo(".skip");
		keyboard.press(Keys.ENTER);
		tab.eventually(() -> assertThat(tab.run("return document.activeElement.id")).isEqualTo("content"));
		keyboard.tabTo("#hero-q");
		keyboard.press("dune");
		keyboard.follow(Keys.ENTER);
		keyboard.tabTo("#order");
		keyboard.press(Keys.ARROW_DOWN);
		keyboard.press(Keys.ARROW_DOWN);
		keyboard.tabTo(".filters button");
		keyboard.follow(Keys.ENTER);
		assertThat(tab.address()).isEqualTo("/books?q=dune&shelf=&order=oldest");
		keyboard.tabTo(".card-link");
		keyboard.follow(Keys.ENTER);
		keyboard.tabTo("#quantity");
		keyboard.press(Keys.ARROW_UP);
		keyboard.tabTo(".buy button");
		keyboard.follow(Keys.ENTER);
		assertThat(tab.text("[data-testid=cart-count]")).isEqualTo("2");
		keyboard.tabTo(".line-form [type=number]");
		keyboard.press(Keys.ARROW_UP);
		keyboard.follow(Keys.ENTER);
		assertThat(tab.text("[data-testid=cart-count]")).isEqualTo("3");
		keyboard.tabTo(".order-form button");
		keyboard.follow(Keys.SPACE);
		assertThat(tab.text("h1")).isEqualTo("Thank you");
		assertThat(tab.texts(".line-title")).containsExactly("Dune");
		keyboard.tabTo(".order-ways a");
		keyboard.follow(Keys.ENTER);
		assertThat(tab.address()).isEqualTo("/books");
		review(tab, keyboard);
		assertThat(this.visitor.complaints()).isEmpty();
	}

	private static void review(Tab tab, Keyboard keyboard) {
		tab.open("/books/middlemarch");
		keyboard.tabTo("#review-name");
		keyboard.press("Grace");
		keyboard.tabTo("#review-rating");
		keyboard.press(Keys.ARROW_DOWN);
		keyboard.tabTo("#review-text");
		keyboard.press("By key alone.");
		keyboard.tabTo(".review-form button");
		keyboard.follow(Keys.ENTER);
		assertThat(tab.texts(".review-text")).contains("By key alone.");
	}

	@Test
	void aChoiceThatIsPointedAtIsFollowedAtOnceAndOneMadeWithKeysIsNot() {
		Tab tab = this.visitor.tab(Reader.ENGLISH);
		tab.open("/books");
		tab.keyboard().tabTo("#order");
		tab.keyboard().press(Keys.ARROW_DOWN);
		assertThat(tab.value("#order")).isEqualTo("author");
		assertThat(tab.address()).isEqualTo("/books");
		tab.leave(() -> {
			tab.find("#shelf").click();
			tab.find("#shelf option[value=nature]").click();
		});
		tab.arrive();
		assertThat(tab.address()).isEqualTo("/books?q=&shelf=nature&order=author");
	}

	@Test
	void whatAKeyDoesNotReachAndFocusThatIsNotSeenAreFound() {
		Tab tab = this.visitor.tab(Reader.ENGLISH);
		tab.open("/books/dune");
		tab.run("document.querySelector('.buy button').tabIndex = -1");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> tab.keyboard().tabTo(".buy button"))
			.withMessageStartingWith("Tab never gets to .buy button");
		tab.open("/books/dune");
		tab.run("document.querySelector('.brand').style.outline = 'none'");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> tab.keyboard().tabTo(".buy button"))
			.withMessageStartingWith("The focus cannot be seen");
	}

}
