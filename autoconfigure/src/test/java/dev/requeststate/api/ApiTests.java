package dev.requeststate.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.requeststate.RequestState;
import dev.requeststate.context.RequestContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.core.test.tools.SourceFile;
import org.springframework.core.test.tools.TestCompiler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each module offers is written down in its {@code api.txt}, so that nobody changes
 * it without seeing it. No release is there to compare with, and the tools that compare
 * do not look at where a type may be null.
 */
class ApiTests {

	private static final boolean WRITE = Boolean.getBoolean("api.write");

	@Test
	void theCoreOffersWhatIsWrittenDown() throws IOException {
		verify(Path.of("../core/api.txt"), ApiListing.ofModuleOf(RequestContext.class));
	}

	@Test
	void theSpringPartOffersWhatIsWrittenDown() throws IOException {
		verify(Path.of("../autoconfigure/api.txt"), ApiListing.ofModuleOf(RequestState.class));
	}

	@Test
	void noPackageIsInBoth() throws IOException {
		Set<String> packages = packages(ApiListing.ofModuleOf(RequestContext.class));
		assertThat(packages).hasSizeGreaterThan(4);
		packages.retainAll(packages(ApiListing.ofModuleOf(RequestState.class)));
		assertThat(packages).as("packages of two modules, which the module path refuses").isEmpty();
	}

	private static Set<String> packages(String listing) {
		Set<String> packages = new TreeSet<>();
		paragraphs(listing).forEach((name, lines) -> {
			if (lines.get(0).endsWith("package")) {
				packages.add(name);
			}
		});
		return packages;
	}

	private static void verify(Path file, String listing) throws IOException {
		if (WRITE) {
			Files.writeString(file, listing);
		}
		assertThat(changes(Files.readString(file), listing)).as("""
				%s is no longer what the module offers (-), but this (+).
				Where that is meant, say so in CHANGELOG.md and write the file again:
				mvn test -pl autoconfigure -am -Dtest=ApiTests -Dsurefire.failIfNoSpecifiedTests=false -Dapi.write=true
				""", file.normalize()).isEmpty();
	}

	@Test
	void aMethodThatIsRemovedIsReported() {
		assertThat(changesOfAMember("void stay(); void go();", "void stay();")).isEqualTo("""
				planted.Shop
				-	public abstract void go()
				""");
	}

	@Test
	void aReturnTypeThatChangesIsReported() {
		assertThat(changesOfAMember("int size();", "long size();")).isEqualTo("""
				planted.Shop
				-	public abstract int size()
				+	public abstract long size()
				""");
	}

	@Test
	void anAnnotationThatIsLostIsReportedWhereverItStands() {
		assertThat(changesOfAMember("@Nullable String name();", "String name();")).isEqualTo("""
				planted.Shop
				-	public abstract @Nullable String name()
				+	public abstract String name()
				""");
		assertThat(changesOfAMember("void all(java.util.List<@Nullable String> names);",
				"void all(java.util.List<String> names);"))
			.isEqualTo("""
					planted.Shop
					-	public abstract void all(java.util.List<@Nullable String>)
					+	public abstract void all(java.util.List<String>)
					""");
		assertThat(changesOfAMember("@Deprecated(since = \"2\") void go();", "void go();")).isEqualTo("""
				planted.Shop
				-	@Deprecated(since = "2") public abstract void go()
				+	public abstract void go()
				""");
	}

	@Test
	void anArrayThatMayBeNullIsToldFromElementsThatMay() throws NoSuchMethodException {
		interface Shop {

			String @Nullable [] none();

			@Nullable String[] some();

		}
		assertThat(TypeText.of(Shop.class.getDeclaredMethod("none").getAnnotatedReturnType()))
			.isEqualTo("String @Nullable []");
		assertThat(TypeText.of(Shop.class.getDeclaredMethod("some").getAnnotatedReturnType()))
			.isEqualTo("@Nullable String[]");
	}

	@Test
	void anExceptionABoundAndAConstantAreReported() {
		assertThat(changesOfAMember("<T extends Number> T call() throws java.io.IOException; int MOST = 50;",
				"<T> T call(); int MOST = 51;"))
			.isEqualTo("""
					planted.Shop
					-	public static final int MOST = 50
					-	public abstract <T extends Number> T call() throws java.io.IOException
					+	public static final int MOST = 51
					+	public abstract <T> T call()
					""");
	}

	@Test
	void whatComesFromATypeThatNobodySeesIsTheTypesOwn() {
		String hidden = "package planted; class Hidden { public void open() { } }";
		String shop = "package planted; public class Shop extends Hidden { %s Shop() { } protected void close() { } }";
		assertThat(listing(hidden, shop.formatted("protected")))
			.contains("\tpublic void open()\n", "\tprotected Shop()\n", "\tprotected void close()\n")
			.doesNotContain("Hidden");
		assertThat(listing(hidden, shop.formatted("private"))).contains("\tpublic void open()\n")
			.doesNotContain("close", "Shop()");
	}

	@Test
	void aTypeThatComesOrGoesIsReported() {
		String before = listing("package planted; public interface Shop { }");
		assertThat(changes(before, "")).isEqualTo("""
				planted
				-	package
				planted.Shop
				-	public interface Shop
				""");
		assertThat(changes(before, before)).isEmpty();
	}

	private static String changesOfAMember(String before, String after) {
		String source = "package planted; import org.jspecify.annotations.Nullable; public interface Shop { %s }";
		return changes(listing(source.formatted(before)), listing(source.formatted(after)));
	}

	private static String changes(String before, String after) {
		return changes(paragraphs(before), paragraphs(after));
	}

	private static String changes(Map<String, List<String>> before, Map<String, List<String>> after) {
		StringBuilder changes = new StringBuilder();
		Set<String> names = new TreeSet<>(before.keySet());
		names.addAll(after.keySet());
		for (String name : names) {
			List<String> gone = new ArrayList<>(before.getOrDefault(name, List.of()));
			List<String> come = new ArrayList<>(after.getOrDefault(name, List.of()));
			gone.removeAll(after.getOrDefault(name, List.of()));
			come.removeAll(before.getOrDefault(name, List.of()));
			if (!gone.isEmpty() || !come.isEmpty()) {
				changes.append(name).append('\n');
				gone.forEach((line) -> changes.append("-\t").append(line).append('\n'));
				come.forEach((line) -> changes.append("+\t").append(line).append('\n'));
			}
		}
		return changes.toString();
	}

	private static Map<String, List<String>> paragraphs(String listing) {
		Map<String, List<String>> paragraphs = new TreeMap<>();
		List<String> lines = new ArrayList<>();
		for (String line : listing.lines().toList()) {
			if (line.startsWith("\t")) {
				lines.add(line.substring(1));
			}
			else if (!line.isEmpty()) {
				lines = new ArrayList<>();
				paragraphs.put(line, lines);
			}
		}
		return paragraphs;
	}

	private static String listing(String... sources) {
		List<String> listing = new ArrayList<>();
		TestCompiler.forSystem()
			.withSources(Stream.of(sources).map(SourceFile::of).toList())
			.compile((compiled) -> listing.add(ApiListing.of(compiled.getAllCompiledClasses())));
		return listing.get(0);
	}

}
