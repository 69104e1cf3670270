package dev.requeststate.servlet;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * What a query says, well-formed and not.
 */
class QueryParametersTests {

	@Test
	void aQueryThatIsMissingOrEmptyHasNone() {
		assertThat(QueryParameters.of(null)).isEmpty();
		assertThat(QueryParameters.of("")).isEmpty();
		assertThat(QueryParameters.of("&&")).isEmpty();
	}

	@Test
	void namesAndTheirValuesStayInTheOrderTheyWereSent() {
		assertThat(QueryParameters.of("z=1&a=2&z=3&m=4&z=2")).containsExactly(entry("z", List.of("1", "3", "2")),
				entry("a", List.of("2")), entry("m", List.of("4")));
	}

	@Test
	void aNameWithoutEqualsSignOrWithNothingBehindItHasTheEmptyValue() {
		assertThat(QueryParameters.of("a&b=&a")).containsExactly(entry("a", List.of("", "")), entry("b", List.of("")));
	}

	@Test
	void aNameMayBeEmpty() {
		assertThat(QueryParameters.of("=1&=")).containsExactly(entry("", List.of("1", "")));
	}

	@Test
	void onlyTheFirstEqualsSignEndsTheName() {
		assertThat(QueryParameters.of("a=b=c")).isEqualTo(Map.of("a", List.of("b=c")));
	}

	@Test
	void aPlusAndAnEscapedSpaceAreSpacesInNamesAndValues() {
		assertThat(QueryParameters.of("a+b=c+d&e%20f=g%20h+i"))
			.isEqualTo(Map.of("a b", List.of("c d"), "e f", List.of("g h i")));
	}

	@Test
	void whatIsEscapedSeparatesNothing() {
		assertThat(QueryParameters.of("a%3Db=c%26d%3de%2Bf")).isEqualTo(Map.of("a=b", List.of("c&d=e+f")));
	}

	@Test
	void escapesAreUtf8() {
		assertThat(QueryParameters.of("b%C3%BCcher=%e2%82%ac%F0%9F%93%9A"))
			.isEqualTo(Map.of("b\u00fccher", List.of("\u20ac\ud83d\udcda")));
	}

	@Test
	void everyOctetCanBeEscaped() {
		assertThat(QueryParameters.of("a=%00%0a%0D%7F")).isEqualTo(Map.of("a", List.of("\0\n\r\u007F")));
	}

	@Test
	void charactersThatShouldHaveBeenEscapedStay() {
		assertThat(QueryParameters.of("\u00fc=\u20ac%20\u00fc")).isEqualTo(Map.of("\u00fc", List.of("\u20ac \u00fc")));
	}

	@Test
	void aMalformedEscapeStaysAsItWasSent() {
		assertThat(QueryParameters.of("a=%zz&b=%4&c=%&d=%%41&e=%-1&f=1%2z+%20"))
			.isEqualTo(Map.of("a", List.of("%zz"), "b", List.of("%4"), "c", List.of("%"), "d", List.of("%A"), "e",
					List.of("%-1"), "f", List.of("1%2z  ")));
	}

	@Test
	void onlyAsciiDigitsMakeAnEscape() {
		assertThat(QueryParameters.of("a=%\u00e9\u00e9&b=%\uff14\uff11"))
			.isEqualTo(Map.of("a", List.of("%\u00e9\u00e9"), "b", List.of("%\uff14\uff11")));
	}

	@Test
	void bytesThatAreNotUtf8BecomeReplacementCharacters() {
		assertThat(QueryParameters.of("a=%FFx")).isEqualTo(Map.of("a", List.of("\ufffdx")));
	}

}
