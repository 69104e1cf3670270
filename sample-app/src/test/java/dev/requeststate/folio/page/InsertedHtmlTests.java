package dev.requeststate.folio.page;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InsertedHtml}.
 */
class InsertedHtmlTests {

	private final InsertedHtml insertedHtml = new InsertedHtml();

	@Test
	void fragmentAskedForTwiceStandsThereOnce() {
		this.insertedHtml.once("b", "<b></b>");
		this.insertedHtml.once("a", "<a></a>");
		this.insertedHtml.once("b", "<b></b>");
		assertThat(this.insertedHtml.html()).isEqualTo("<a></a>\n<b></b>");
	}

	@Test
	void nothingIsLeftWhenCleared() {
		this.insertedHtml.once("a", "<a></a>");
		this.insertedHtml.clear();
		assertThat(this.insertedHtml.html()).isEmpty();
	}

}
