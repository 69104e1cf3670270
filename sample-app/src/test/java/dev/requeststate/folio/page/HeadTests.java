package dev.requeststate.folio.page;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Head}.
 */
class HeadTests {

	private static final String HOSTILE = "</title><script>alert('x')</script>\"&";

	private static final String HARMLESS = "&lt;/title&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;";

	private final Head head = new Head();

	@Test
	void titleThatWouldEndTheTitleComesOutAsText() {
		this.head.title(HOSTILE);
		assertThat(this.head.html("n")).isEqualTo("<title>" + HARMLESS + "</title>");
	}

	@Test
	void valuesThatWouldEndAnAttributeComeOutAsText() {
		this.head.meta(HOSTILE, HOSTILE);
		this.head.property(HOSTILE + "p", HOSTILE);
		this.head.canonical(HOSTILE);
		this.head.link(HOSTILE, HOSTILE);
		this.head.script(HOSTILE);
		assertThat(this.head.html(HOSTILE)).doesNotContain("<script>", "</title>", "\"&\"")
			.contains("content=\"" + HARMLESS + "\"", "href=\"" + HARMLESS + "\"", "src=\"" + HARMLESS + "\"",
					"nonce=\"" + HARMLESS + "\"");
	}

	@Test
	void dataThatWouldEndItsScriptIsEscapedInsideTheJson() {
		this.head.data("application/ld+json", Map.of("name", "</script><!--<script>\u2028&"));
		assertThat(this.head.html("n")).isEqualTo("<script type=\"application/ld+json\" nonce=\"n\">"
				+ "{\"name\":\"\\u003c/script\\u003e\\u003c!--\\u003cscript\\u003e\\u2028\\u0026\"}</script>");
	}

	@Test
	void lastValueForAKeyReplacesTheOnesBefore() {
		this.head.title("one");
		this.head.title("two");
		this.head.meta("description", "one");
		this.head.meta("description", "two");
		this.head.canonical("/one");
		this.head.canonical("/two");
		this.head.script("/a.js");
		this.head.script("/a.js");
		assertThat(this.head.html("n")).isEqualTo("""
				<title>two</title>
				<meta name="description" content="two">
				<link rel="canonical" href="/two">
				<script src="/a.js" nonce="n" defer></script>""");
	}

	@Test
	void linksOfOneRelationToDifferentAddressesAreAllKept() {
		this.head.link("alternate", "/a");
		this.head.link("alternate", "/b");
		assertThat(this.head.html("n")).contains("/a", "/b");
	}

	@Test
	void orderDoesNotDependOnWhoWasFirst() {
		this.head.script("/s.js");
		this.head.canonical("/c");
		this.head.meta("b", "2");
		this.head.meta("a", "1");
		this.head.title("t");
		assertThat(this.head.html("n").lines()).containsExactly("<title>t</title>", "<meta name=\"a\" content=\"1\">",
				"<meta name=\"b\" content=\"2\">", "<link rel=\"canonical\" href=\"/c\">",
				"<script src=\"/s.js\" nonce=\"n\" defer></script>");
	}

	@Test
	void nothingIsLeftWhenCleared() {
		this.head.title("t");
		this.head.clear();
		assertThat(this.head.html("n")).isEmpty();
	}

}
