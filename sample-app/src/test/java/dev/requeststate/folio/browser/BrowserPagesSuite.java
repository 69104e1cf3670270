package dev.requeststate.folio.browser;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every page of the packaged Folio in Chromium, for a reader of each language: in that
 * language alone, usable for everybody in both colour schemes, no wider than a narrow
 * phone, and with nothing on the console. Then the controls: what is planted in a page
 * must be found there.
 *
 * <p>
 * Needs the packaged jar and is therefore run by {@code mvn verify}, and {@code chromium}
 * and {@code chromedriver} on the path. Where one is missing it says so and is left out,
 * or fails if the environment variable {@code CI} is {@code true}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserPagesSuite {

	private final PageCheck check = new PageCheck();

	private VisitedFolio folio;

	private Visitor visitor;

	private List<Tab> tabs;

	@BeforeAll
	void start() throws IOException {
		this.folio = VisitedFolio.start("browser-pages", "--folio.confirmation-takes=1s",
				"--spring.profiles.active=leaky");
		this.visitor = this.folio.visitor();
		this.tabs = Arrays.stream(Reader.values()).map(this.visitor::tab).toList();
	}

	@AfterAll
	void end() {
		if (this.folio != null) {
			this.folio.close();
		}
	}

	@BeforeEach
	void forgetWhatTheConsoleSays() {
		this.visitor.complaints();
	}

	static Stream<Arguments> pages() {
		return Arrays.stream(FolioPage.values())
			.flatMap((page) -> Arrays.stream(Reader.values()).map((reader) -> Arguments.of(page, reader)));
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("pages")
	void hasNothingWrongWithIt(FolioPage page, Reader reader) {
		Tab tab = tab(reader);
		page.visit(tab);
		assertThat(tab.text("h1")).isEqualTo(page.heading(reader));
		List<String> problems = new ArrayList<>(this.check.problems(tab));
		problems.addAll(this.check.complaints(this.visitor, tab, page));
		assertThat(problems).isEmpty();
	}

	@Test
	void aPageInTheWrongLanguageIsFound() {
		Tab tab = tab(Reader.GERMAN);
		tab.open("/cart");
		assertThat(this.check.inItsLanguage(tab)).isEmpty();
		tab.run("document.documentElement.lang = 'en'");
		assertThat(this.check.inItsLanguage(tab)).containsExactly("the language is said to be en");
		tab.open("/cart");
		tab.run("document.querySelector('.empty, .small').textContent = arguments[0]",
				Reader.ENGLISH.text("cart.empty"));
		assertThat(this.check.inItsLanguage(tab)).containsExactly("in another language: There is nothing in it yet.");
	}

	@Test
	void aPageThatIsTooWideForAPhoneIsFound() {
		Tab tab = tab(Reader.ENGLISH);
		tab.open("/books/momo");
		assertThat(this.check.tooWide(tab)).isEmpty();
		tab.run("document.querySelector('.blurb').style.width = '321px'");
		assertThat(this.check.tooWide(tab)).singleElement().asString().contains("p.blurb");
	}

	@Test
	void aFieldWithoutItsLabelIsFound() {
		Tab tab = tab(Reader.ENGLISH);
		tab.open("/books/momo");
		assertThat(this.check.accessible(tab)).isEmpty();
		tab.run("document.querySelector('label[for=review-text]').remove()");
		assertThat(this.check.accessible(tab)).singleElement().asString().startsWith("critical label:");
	}

	@Test
	void wordsThatCannotBeReadInTheDarkAloneAreFound() {
		Tab tab = tab(Reader.ENGLISH);
		tab.open("/books/momo");
		tab.run("document.querySelector('.blurb').style.color = '#211c16'");
		assertThat(this.check.accessible(tab)).singleElement()
			.asString()
			.startsWith("dark: serious color-contrast:")
			.contains(".blurb");
	}

	@Test
	void whatAScriptComplainsOfIsFound() {
		Tab tab = tab(Reader.ENGLISH);
		tab.open("/books");
		assertThat(complaints(tab)).isEmpty();
		tab.run("console.warn('planted')");
		assertThat(complaints(tab)).singleElement().asString().contains("planted");
		tab.run("setTimeout(() => planted())");
		tab.eventually(() -> assertThat(complaints(tab)).singleElement().asString().contains("planted is not defined"));
	}

	@Test
	void aScriptThatThePolicyForbidsIsFoundAndNotRun() {
		Tab tab = tab(Reader.ENGLISH);
		tab.open("/books");
		tab.run("""
				const script = document.createElement('script');
				script.textContent = 'window.planted = true';
				document.body.append(script);
				""");
		tab.eventually(
				() -> assertThat(complaints(tab)).singleElement().asString().contains("Content Security Policy"));
		assertThat(tab.run("return window.planted === undefined")).isEqualTo(true);
	}

	@Test
	void anImageThatIsNotThereIsFoundOnAPageThatWasRefusedToo() {
		Tab tab = tab(Reader.ENGLISH);
		FolioPage.NOT_FOUND.visit(tab);
		tab.run("""
				const image = document.createElement('img');
				image.src = '/planted.svg';
				document.body.append(image);
				""");
		tab.eventually(() -> assertThat(this.check.complaints(this.visitor, tab, FolioPage.NOT_FOUND)).singleElement()
			.asString()
			.contains("/planted.svg"));
	}

	private List<String> complaints(Tab tab) {
		return this.check.complaints(this.visitor, tab, FolioPage.BOOKS);
	}

	private Tab tab(Reader reader) {
		return this.tabs.get(reader.ordinal());
	}

}
