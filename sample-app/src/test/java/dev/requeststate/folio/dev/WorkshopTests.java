package dev.requeststate.folio.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class WorkshopTests {

	private static final String SOURCE = "shop/Shop.java";

	@TempDir
	private Path directory;

	@SuppressWarnings("NullAway.Init")
	private Workshop workshop;

	@BeforeEach
	void copy() throws IOException {
		Path source = this.directory.resolve("source/shop/Shop.java");
		Files.createDirectories(source.getParent());
		Files.writeString(source, "package shop;\n\nclass Shop {\n\n\tint books = 1;\n\n}\n");
		Path classes = Files.createDirectories(this.directory.resolve("built"));
		Files.writeString(classes.resolve("application.yaml"), "shop:");
		this.workshop = Workshop.copy(this.directory.resolve("source"), classes, this.directory.resolve("copy"));
	}

	@Test
	void whatCompilesIsDeployedBesideTheResources() throws IOException {
		assertThat(this.workshop.compile(List.of(), List.of(SOURCE))).isEmpty();
		assertThat(this.workshop.classes().resolve("shop/Shop.class")).isNotEmptyFile();
		assertThat(this.workshop.classes().resolve("application.yaml")).hasContent("shop:");
	}

	@Test
	void whatDoesNotCompileIsReportedAndChangesNothing() throws IOException {
		this.workshop.compile(List.of(), List.of(SOURCE));
		List<String> before = this.workshop.snapshot();
		this.workshop.edit(SOURCE, "= 1", "= \"one\"");
		assertThat(this.workshop.compile(List.of(), List.of(SOURCE))).singleElement()
			.asString()
			.contains("incompatible types");
		assertThat(this.workshop.snapshot()).isEqualTo(before);
	}

	@Test
	void aWatcherSeesAClassThatIsTouchedAndOneThatIsCompiledAnew() throws IOException {
		this.workshop.compile(List.of(), List.of(SOURCE));
		List<String> first = this.workshop.snapshot();
		this.workshop.touch("shop/Shop.class");
		List<String> second = this.workshop.snapshot();
		assertThat(second).isNotEqualTo(first);
		this.workshop.edit(SOURCE, "int books = 1;", "int books = 1; int readers = 2;");
		this.workshop.compile(List.of(), List.of(SOURCE));
		assertThat(this.workshop.snapshot()).isNotEqualTo(second);
	}

	@Test
	void theSourcesThatWereCopiedStayAsTheyAre() throws IOException {
		this.workshop.edit(SOURCE, "= 1", "= 2");
		assertThat(this.directory.resolve("source/shop/Shop.java")).content().contains("= 1");
	}

	@Test
	void anEditThatDoesNotFitIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.workshop.edit(SOURCE, "magazines", ""))
			.withMessageContaining("does not stand in " + SOURCE);
		assertThatIllegalArgumentException().isThrownBy(() -> this.workshop.edit(SOURCE, "s", ""));
	}

}
