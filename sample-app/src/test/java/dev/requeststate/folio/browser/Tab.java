package dev.requeststate.folio.browser;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ThrowingRunnable;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * A tab of a visitor's browser, in front while it is used.
 */
final class Tab {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

	private final ChromeDriver chrome;

	private final String window;

	private final URI server;

	private final Reader reader;

	/**
	 * Create a tab.
	 * @param chrome the browser
	 * @param window the window of the tab, which is the browser's current one
	 * @param server where Folio serves HTTP
	 * @param reader in whose language pages are asked for
	 */
	Tab(ChromeDriver chrome, String window, URI server, Reader reader) {
		this.chrome = chrome;
		this.window = window;
		this.server = server;
		this.reader = reader;
		command("Emulation.setUserAgentOverride",
				Map.of("userAgent", run("return navigator.userAgent"), "acceptLanguage", reader.tag()));
	}

	Reader reader() {
		return this.reader;
	}

	/**
	 * Go to a page and wait until it is there.
	 * @param target path and query
	 */
	void open(String target) {
		leaveFor(target);
		arrive();
	}

	/**
	 * Click on a link or a button and wait until the page is there that it leads to.
	 */
	void follow(String selector) {
		leaveBy(selector);
		arrive();
	}

	/**
	 * Begin to go to a page.
	 * @param target path and query
	 */
	void leaveFor(String target) {
		leave(() -> this.chrome.get(this.server.resolve(target).toString()));
	}

	/**
	 * Click on a link or a button that leads to another page.
	 */
	void leaveBy(String selector) {
		leave(() -> find(selector).click());
	}

	/**
	 * Do what leads to another page.
	 */
	void leave(Runnable departure) {
		run("window.left = true");
		departure.run();
	}

	/**
	 * Wait until the page is there that the last one was left for.
	 */
	void arrive() {
		patiently("a page for the " + this.reader + " reader")
			.until(() -> Boolean.TRUE.equals(run("return !window.left && document.readyState === 'complete'")));
	}

	/**
	 * Wait until what is asserted of the page holds.
	 */
	void eventually(ThrowingRunnable assertion) {
		patiently("something on " + address()).untilAsserted(assertion);
	}

	private static ConditionFactory patiently(String what) {
		return Awaitility.await(what)
			.atMost(PATIENCE)
			.pollDelay(Duration.ZERO)
			.pollInterval(BETWEEN_LOOKS)
			.pollInSameThread()
			// Where one page has gone and the next one has not come.
			.ignoreExceptionsInstanceOf(WebDriverException.class);
	}

	String url() {
		return String.valueOf(front().getCurrentUrl());
	}

	/**
	 * The path and the query of the page.
	 */
	String address() {
		URI uri = URI.create(url());
		return (uri.getRawQuery() != null) ? uri.getPath() + '?' + uri.getRawQuery() : uri.getPath();
	}

	String title() {
		return String.valueOf(front().getTitle());
	}

	boolean has(String selector) {
		return !findAll(selector).isEmpty();
	}

	WebElement find(String selector) {
		return front().findElement(By.cssSelector(selector));
	}

	List<WebElement> findAll(String selector) {
		return front().findElements(By.cssSelector(selector));
	}

	/**
	 * The words that are seen of an element.
	 */
	String text(String selector) {
		return find(selector).getText();
	}

	/**
	 * The words of all elements, at one moment: others may be there at the next.
	 */
	List<String> texts(String selector) {
		Object texts = run("return [...document.querySelectorAll(arguments[0])].map((at) => at.innerText.trim())",
				selector);
		return ((List<?>) texts).stream().map(String::valueOf).toList();
	}

	/**
	 * What is in a field of a form.
	 */
	String value(String selector) {
		return String.valueOf(find(selector).getDomProperty("value"));
	}

	/**
	 * Write into a field of a form in place of what is there.
	 */
	void fill(String selector, String text) {
		WebElement field = find(selector);
		field.clear();
		field.sendKeys(text);
	}

	/**
	 * Run a script in the page.
	 * @return what it returns, or an empty string if that is nothing
	 */
	Object run(String script, Object... arguments) {
		Object result = front().executeScript(script, arguments);
		return (result != null) ? result : "";
	}

	/**
	 * Run a script in the page and wait for the callback that is its last argument.
	 * @return what the callback is given
	 */
	Object runAndWait(String script, Object... arguments) {
		Object result = front().executeAsyncScript(script, arguments);
		return (result != null) ? result : "";
	}

	/**
	 * Keys that are pressed in this tab.
	 */
	Keyboard keyboard() {
		return new Keyboard(this, front());
	}

	/**
	 * Give the page a size, in CSS pixels.
	 */
	void resize(int width, int height) {
		command("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
	}

	void prefer(ColourScheme scheme) {
		command("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme.toString()),
						Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
	}

	/**
	 * Send headers with every request from now on, in place of those of the last call.
	 */
	void send(Map<String, String> headers) {
		command("Network.enable", Map.of());
		command("Network.setExtraHTTPHeaders", Map.of("headers", headers));
	}

	/**
	 * Set a cookie for all pages of Folio.
	 */
	void cookie(String name, String value) {
		front().manage().addCookie(new Cookie(name, value));
	}

	/**
	 * Lose all cookies.
	 */
	void forget() {
		front().manage().deleteAllCookies();
	}

	/**
	 * Run a script in every page of this tab before its own.
	 */
	void before(String script) {
		command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
	}

	/**
	 * A picture of the whole page, however long it is, as PNG.
	 */
	byte[] picture() {
		return picture(run("return document.documentElement.scrollHeight"));
	}

	/**
	 * A picture of the page from its top to an element, as PNG.
	 */
	byte[] pictureDownTo(String selector) {
		return picture(
				run("return document.querySelector(arguments[0]).getBoundingClientRect().top + scrollY", selector));
	}

	private byte[] picture(Object height) {
		Map<String, Object> part = Map.of("x", 0, "y", 0, "width", run("return document.documentElement.clientWidth"),
				"height", height, "scale", 1);
		Object image = command("Page.captureScreenshot",
				Map.of("format", "png", "captureBeyondViewport", true, "clip", part))
			.get("data");
		return OutputType.BYTES.convertFromBase64Png(String.valueOf(image));
	}

	private Map<String, Object> command(String name, Map<String, Object> parameters) {
		return front().executeCdpCommand(name, parameters);
	}

	/**
	 * The browser with this tab in front: a page that is not seen does less.
	 */
	private ChromeDriver front() {
		if (!this.chrome.getWindowHandle().equals(this.window)) {
			this.chrome.switchTo().window(this.window);
			this.chrome.executeCdpCommand("Page.bringToFront", Map.of());
		}
		return this.chrome;
	}

	@Override
	public String toString() {
		return this.reader + " tab";
	}

}
