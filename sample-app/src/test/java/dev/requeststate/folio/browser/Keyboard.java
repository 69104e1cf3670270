package dev.requeststate.folio.browser;

import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;

/**
 * The keys of somebody who has no mouse.
 */
final class Keyboard {

	// There is no page with more links than this.
	private static final int MOST_STOPS = 150;

	private static final String STOP = """
			const at = document.activeElement;
			if (!at || at === document.body) {
				return 'nothing';
			}
			if (at.matches(arguments[0])) {
				return 'there';
			}
			return at.tagName.toLowerCase() + ' "' + (at.innerText || at.name || '').trim().slice(0, 40) + '"';
			""";

	private static final String UNSEEN = """
			const at = document.activeElement;
			const box = at.getBoundingClientRect();
			const style = getComputedStyle(at);
			const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
			const inView = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
			return !(outlined && inView);
			""";

	private final Tab tab;

	private final ChromeDriver chrome;

	Keyboard(Tab tab, ChromeDriver chrome) {
		this.tab = tab;
		this.chrome = chrome;
	}

	/**
	 * Press Tab until the focus is on an element.
	 * @throws AssertionError if it never is, or if it cannot be seen where it is on the
	 * way
	 */
	void tabTo(String selector) {
		StringBuilder stops = new StringBuilder();
		for (int i = 0; i < MOST_STOPS; i++) {
			press(Keys.TAB);
			Object stop = this.tab.run(STOP, selector);
			if (stop.equals("nothing")) {
				break;
			}
			if (Boolean.TRUE.equals(this.tab.run(UNSEEN))) {
				throw new AssertionError("The focus cannot be seen, after" + stops + " on " + stop);
			}
			if (stop.equals("there")) {
				return;
			}
			stops.append(' ').append(stop);
		}
		throw new AssertionError("Tab never gets to " + selector + ", but to" + stops);
	}

	/**
	 * Press a key, or several after each other.
	 */
	void press(CharSequence keys) {
		new Actions(this.chrome).sendKeys(keys).perform();
	}

	/**
	 * Press a key that leads to another page, and wait until that is there.
	 */
	void follow(Keys key) {
		this.tab.leave(() -> press(key));
		this.tab.arrive();
	}

}
