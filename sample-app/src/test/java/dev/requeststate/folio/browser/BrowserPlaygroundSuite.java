package dev.requeststate.folio.browser;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pages of the packaged Folio that show what requests do, in Chromium, while they do
 * it.
 *
 * <p>
 * Needs the packaged jar and is therefore run by {@code mvn verify}, and {@code chromium}
 * and {@code chromedriver} on the path. Where one is missing it says so and is left out,
 * or fails if the environment variable {@code CI} is {@code true}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserPlaygroundSuite {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private static final String INSIDE = "/playground/inside";

	private static final String BOARD = "/playground/isolation";

	private static final String PAUSE = "[data-testid=inside-pause]";

	private static final String STATUS = "[data-testid=inside-status]";

	private static final String COUNTS = "[data-testid=inside-counts]";

	private VisitedFolio folio;

	private Visitor visitor;

	@BeforeAll
	void start() throws IOException {
		// With the control of the board.
		this.folio = VisitedFolio.start("browser-playground", "--spring.profiles.active=leaky");
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
	void whatRequestsDoIsDrawnWhileItIsLookedAt() {
		Tab tab = this.visitor.tab(Reader.GERMAN);
		tab.open(INSIDE);
		tab.run("window.stillHere = true");
		tab.eventually(() -> {
			// Each time: of many requests some are taken down.
			ask("/nowhere-" + Reader.GERMAN.tag());
			assertThat(tab.texts(".lane-name")).contains("GET /nowhere-de");
		});
		assertThat(tab.has("svg .tick.ERROR")).isTrue();
		assertThat(tab.run("return window.stillHere")).isEqualTo(true);
		assertThat(tab.text(STATUS)).isEqualTo(Reader.GERMAN.text("inside.running"));
		assertThat(new PageCheck().inItsLanguage(tab)).isEmpty();
		assertThat(this.visitor.complaints()).isEmpty();
	}

	@Test
	void thePictureStandsStillWhenItIsPausedByKeyAndGoesOnAfterwards() {
		Tab tab = this.visitor.tab(Reader.ENGLISH);
		tab.open(INSIDE);
		tab.keyboard().tabTo(PAUSE);
		tab.keyboard().press(Keys.SPACE);
		assertThat(tab.text(STATUS)).isEqualTo(Reader.ENGLISH.text("inside.paused"));
		assertThat(tab.text(PAUSE)).isEqualTo(Reader.ENGLISH.text("inside.go-on"));
		String counts = tab.text(COUNTS);
		ask("/books");
		// Longer than the picture takes to change while it is live.
		Awaitility.await()
			.during(Duration.ofSeconds(3))
			.atMost(Duration.ofSeconds(10))
			.pollInSameThread()
			.until(() -> tab.text(COUNTS).equals(counts));
		tab.keyboard().press(Keys.SPACE);
		tab.eventually(() -> assertThat(tab.text(COUNTS)).isNotEqualTo(counts));
		assertThat(tab.text(STATUS)).isEqualTo(Reader.ENGLISH.text("inside.running"));
		assertThat(this.visitor.complaints()).isEmpty();
	}

	@Test
	void aLaneThatIsOpenedByKeyStaysOpenAndKeepsTheFocusWhileOthersCome() {
		Tab tab = this.visitor.tab(Reader.ENGLISH);
		tab.open("/playground/counter?sections=3");
		tab.open(INSIDE);
		tab.keyboard().tabTo(".lane summary");
		tab.keyboard().press(Keys.ENTER);
		String lane = String.valueOf(tab.run("return document.activeElement.closest('.lane').id"));
		tab.eventually(() -> {
			ask("/favicon.svg");
			assertThat(tab.texts(".lane-name")).contains("GET /favicon.svg");
		});
		assertThat(tab.has("#" + lane + " details[open]")).isTrue();
		assertThat(tab.run("return document.activeElement.closest('.lane').id")).isEqualTo(lane);
		assertThat(tab.text("#" + lane + " .lane-told")).contains("REQUEST dispatch");
		assertThat(this.visitor.complaints()).isEmpty();
	}

	@Test
	void thePageSaysSoWhenItsServerDoesNotAnswerAndWhenItDoesAgain() {
		Tab tab = this.visitor.tab(Reader.ENGLISH);
		tab.open(INSIDE);
		tab.eventually(() -> assertThat(tab.text(STATUS)).isEqualTo(Reader.ENGLISH.text("inside.running")));
		tab.run("window.answering = window.fetch; window.fetch = () => Promise.reject(new Error('planted'))");
		tab.eventually(() -> assertThat(tab.text(STATUS)).isEqualTo(Reader.ENGLISH.text("inside.lost")));
		tab.run("window.fetch = window.answering");
		tab.eventually(() -> assertThat(tab.text(STATUS)).isEqualTo(Reader.ENGLISH.text("inside.running")));
	}

	@Test
	void aRunOfTheBoardIsFollowedToItsEndAndFindsNoLeak() {
		Tab tab = this.visitor.tab(Reader.GERMAN);
		tab.open(BOARD);
		tab.run("window.stillHere = true");
		ask(tab, 200, 16, "isolation");
		tab.find("#board-start").click();
		tab.eventually(() -> assertThat(tab.has("#board[data-state=running] #board-progress")).isTrue());
		assertThat(tab.has("#board-fields:disabled")).isTrue();
		awaitEnd(tab, "finished");
		assertThat(tab.text("#board-status")).isEqualTo(Reader.GERMAN.text("board.say.finished", 200, 200, 0, 0));
		assertThat(tab.text("#board-leaks")).isEqualTo("0");
		assertThat(tab.find("#board-progress").getDomAttribute("value")).isEqualTo("200");
		assertThat(cells(tab, ".cell-leak")).isEmpty();
		assertThat(cells(tab, ".cell-unsent")).isEmpty();
		assertThat(cells(tab, ".cell-own")).isNotEmpty();
		assertThat(tab.has("#board-fields:disabled")).isFalse();
		assertThat(tab.run("return window.stillHere")).isEqualTo(true);
		assertThat(new PageCheck().inItsLanguage(tab)).isEmpty();
		assertThat(this.visitor.complaints()).isEmpty();
	}

	@Test
	void theLeakyControlShowsInRed() {
		Tab tab = this.visitor.tab(Reader.ENGLISH);
		tab.open(BOARD);
		ask(tab, 100, 16, "leaky");
		tab.find("#board-start").click();
		awaitEnd(tab, "finished");
		assertThat(cells(tab, ".cell-leak")).isNotEmpty();
		assertThat(Integer.parseInt(tab.text("#board-leaks"))).isPositive();
		assertThat(tab.has("#board-findings .found-leak")).isTrue();
		assertThat(this.visitor.complaints()).isEmpty();
	}

	@Test
	void aRunIsStartedAndStoppedByKeyAloneAndByNobodyElse() {
		Tab tab = this.visitor.tab(Reader.ENGLISH);
		tab.open(BOARD);
		Keyboard keyboard = tab.keyboard();
		keyboard.tabTo("#board-requests");
		keyboard.press(Keys.chord(Keys.CONTROL, "a"));
		keyboard.press("2000");
		keyboard.tabTo("#board-concurrency");
		keyboard.press(Keys.chord(Keys.CONTROL, "a"));
		keyboard.press("2");
		keyboard.tabTo("input[name=threads]:checked");
		keyboard.tabTo("#board-start");
		keyboard.press(Keys.ENTER);
		tab.eventually(() -> assertThat(tab.has("#board-cancel")).isTrue());
		assertThat(tab.run("return document.activeElement.id")).isEqualTo("board-heading");
		try (Visitor other = this.folio.another()) {
			Tab guest = other.tab(Reader.GERMAN);
			guest.open(BOARD);
			assertThat(guest.text("#board-whose")).isEqualTo(Reader.GERMAN.text("board.others"));
			assertThat(guest.has("#board-cancel")).isFalse();
			keyboard.tabTo("#board-cancel");
			keyboard.press(Keys.ENTER);
			awaitEnd(tab, "cancelled");
			awaitEnd(guest, "cancelled");
			assertThat(other.complaints()).isEmpty();
		}
		assertThat(tab.run("return document.activeElement.id")).isEqualTo("board-heading");
		assertThat(this.visitor.complaints()).isEmpty();
	}

	private static void ask(Tab tab, int requests, int concurrency, String target) {
		tab.fill("#board-requests", Integer.toString(requests));
		tab.fill("#board-concurrency", Integer.toString(concurrency));
		tab.find("#board-target-" + target).click();
	}

	private static void awaitEnd(Tab tab, String state) {
		tab.eventually(() -> assertThat(tab.find("#board").getDomAttribute("data-state")).isEqualTo(state));
	}

	/**
	 * How the cells of a kind are drawn; empty if there is none.
	 */
	private static String cells(Tab tab, String kind) {
		return String.valueOf(tab.run("""
				return [...document.querySelectorAll('#board-matrix ' + arguments[0])]
					.map((path) => path.getAttribute('d') || '').join('');
				""", kind));
	}

	/**
	 * Have Folio answer a request that comes from elsewhere.
	 */
	private void ask(String target) {
		try {
			HTTP.send(HttpRequest.newBuilder(this.folio.uri().resolve(target)).build(), BodyHandlers.discarding());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
