package dev.requeststate.folio.browser;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;

import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/**
 * Somebody who visits Folio with a browser of their own, and so with cookies that nobody
 * else has. To be used by one thread at a time. Closing it ends the browser; so does the
 * end of this JVM.
 */
final class Visitor implements AutoCloseable {

	private final ChromeDriver chrome;

	private final URI server;

	private final Thread hook;

	private boolean hasTab;

	Visitor(ChromeDriver chrome, URI server) {
		this.chrome = chrome;
		this.server = server;
		this.hook = new Thread(chrome::quit, "suite-end-chromium");
		Runtime.getRuntime().addShutdownHook(this.hook);
	}

	/**
	 * Open a tab, in which all pages are asked for in one language.
	 */
	Tab tab(Reader reader) {
		if (this.hasTab) {
			this.chrome.switchTo().newWindow(WindowType.TAB);
		}
		this.hasTab = true;
		return new Tab(this.chrome, this.chrome.getWindowHandle(), this.server, reader);
	}

	/**
	 * What the browser has complained of on its console, in any tab, since this was asked
	 * the last time: warnings and errors of scripts, resources that did not come, what
	 * the content security policy forbids.
	 */
	List<String> complaints() {
		return this.chrome.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.filter((entry) -> entry.getLevel().intValue() >= Level.WARNING.intValue())
			.map((entry) -> entry.getLevel() + " " + entry.getMessage())
			.toList();
	}

	/**
	 * Close all tabs, and forget all cookies and what the console has said.
	 */
	void forget() {
		Set<String> old = this.chrome.getWindowHandles();
		this.chrome.switchTo().newWindow(WindowType.TAB);
		String fresh = this.chrome.getWindowHandle();
		for (String window : old) {
			this.chrome.switchTo().window(window).close();
		}
		this.chrome.switchTo().window(fresh);
		this.chrome.executeCdpCommand("Network.clearBrowserCookies", Map.of());
		this.hasTab = false;
		complaints();
	}

	@Override
	public void close() {
		this.chrome.quit();
		Runtime.getRuntime().removeShutdownHook(this.hook);
	}

}
