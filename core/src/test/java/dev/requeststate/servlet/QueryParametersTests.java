package dev.requeststate.servlet;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

	// What grows with the square of the size would take 64 times as much, and hours.
	@ParameterizedTest(name = "{0}")
	@MethodSource("queries")
	@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void aQueryIsReadInTimeAndMemoryInProportionToItsSize(String kind, IntFunction<String> query) {
		String small = query.apply(100_000);
		String large = query.apply(800_000);
		assertThat(large.length()).isBetween(7 * small.length(), 9 * small.length());
		allocated(small);
		assertThat(allocated(large)).isBetween(1L, 12 * allocated(small));
	}

	private static long allocated(String query) {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long before = threads.getCurrentThreadAllocatedBytes();
		assertThat(QueryParameters.of(query)).isNotNull();
		return threads.getCurrentThreadAllocatedBytes() - before;
	}

	static Stream<Arguments> queries() {
		return Stream.of(query("one long value", (size) -> "a=" + "b".repeat(size)),
				query("one name many times", (size) -> "a&".repeat(size / 2)),
				query("many names", (size) -> names(size / 8, "%07d&"::formatted)),
				query("many names of one hash code", (size) -> names(size / 41, QueryParametersTests::colliding)),
				query("separators", "&"::repeat), query("equals signs", "="::repeat), query("spaces", "+"::repeat),
				query("escapes", (size) -> "%61".repeat(size / 3)), query("malformed escapes", "%"::repeat),
				query("bytes that are not UTF-8", (size) -> "%e2%82".repeat(size / 6)),
				query("what should have been escaped", "\u20ac"::repeat));
	}

	private static Arguments query(String kind, IntFunction<String> query) {
		return Arguments.of(kind, query);
	}

	private static String names(int count, IntFunction<String> name) {
		return IntStream.range(0, count).mapToObj(name).collect(Collectors.joining());
	}

	private static String colliding(int number) {
		StringBuilder name = new StringBuilder();
		for (int bit = 0; bit < 20; bit++) {
			name.append(((number >> bit & 1) == 0) ? "Aa" : "BB");
		}
		return name.append('&').toString();
	}

}
