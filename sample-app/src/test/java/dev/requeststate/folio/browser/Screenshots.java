package dev.requeststate.folio.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.requeststate.folio.process.BuildOutput;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Takes a picture of every page, as wide as a phone and as a desk, in the light and in
 * the dark, for somebody to look at: what overlaps, is cut off or not aligned is found by
 * no test. Run it with {@code mvn verify -pl sample-app -am -Dit.test=Screenshots}; the
 * pictures are in {@code sample-app/target/screenshots} then.
 */
class Screenshots {

	private static final List<Size> SIZES = List.of(new Size("phone", 390, 844), new Size("desk", 1280, 800));

	private final Path directory = BuildOutput.fromSystemProperties().directory().resolveSibling("screenshots");

	@Test
	void takeEveryPage() throws IOException {
		try (VisitedFolio folio = VisitedFolio.start("screenshots", "--folio.confirmation-takes=3s",
				"--spring.profiles.active=leaky")) {
			for (Reader reader : Reader.values()) {
				Tab tab = folio.visitor().tab(reader);
				for (FolioPage page : FolioPage.values()) {
					page.visit(tab);
					take(tab, page);
				}
			}
		}
	}

	private void take(Tab tab, FolioPage page) throws IOException {
		for (Size size : SIZES) {
			for (ColourScheme scheme : ColourScheme.values()) {
				tab.resize(size.width(), size.height());
				tab.prefer(scheme);
				write("%s-%s-%s-%s".formatted(page, size.name(), scheme, tab.reader().tag()), tab.picture());
			}
		}
	}

	/**
	 * The two pictures of the board in {@code docs/images}, as they are before somebody
	 * makes them smaller.
	 */
	@Test
	void takeTheBoardForTheReadme() throws IOException {
		try (VisitedFolio folio = VisitedFolio.start("screenshots")) {
			Tab tab = folio.visitor().tab(Reader.ENGLISH);
			tab.resize(PageCheck.WIDE, PageCheck.HEIGHT);
			FolioPage.BOARD.visit(tab);
			tab.fill("#board-requests", "1000");
			tab.fill("#board-concurrency", "32");
			tab.find("#board-start").click();
			tab.eventually(() -> assertThat(tab.has("#board[data-state=finished]")).isTrue());
			for (ColourScheme scheme : ColourScheme.values()) {
				tab.prefer(scheme);
				write("readme-board-" + scheme, tab.pictureDownTo("#board-modes"));
			}
		}
	}

	private void write(String name, byte[] picture) throws IOException {
		Files.write(Files.createDirectories(this.directory).resolve(name + ".png"), picture);
	}

	/**
	 * How big a page is seen.
	 *
	 * @param name on what
	 * @param width in CSS pixels
	 * @param height in CSS pixels
	 */
	private record Size(String name, int width, int height) {
	}

}
