package dev.requeststate.folio.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class DevClassPathTests {

	@TempDir
	private Path build;

	private final List<Path> resolved = new ArrayList<>();

	@BeforeEach
	void resolve() throws IOException {
		this.resolved.add(module("core"));
		this.resolved.add(module("autoconfigure"));
		this.resolved.add(this.build.resolve("repository/spring-boot-devtools-4.1.1.jar"));
	}

	@Test
	void theModulesOfTheBuildAreDirectoriesAndAllElseAreJars() throws IOException {
		assertThat(read().entries()).containsExactly(this.build.resolve("sample-app/target/classes"),
				this.build.resolve("core/target/classes"), this.build.resolve("autoconfigure/target/classes"),
				this.build.resolve("repository/spring-boot-devtools-4.1.1.jar"));
	}

	@Test
	void aModuleThatIsADirectoryAlreadyStaysOne() throws IOException {
		this.resolved.set(0, this.build.resolve("core/target/classes"));
		assertThat(read().entries()).contains(this.build.resolve("core/target/classes"));
	}

	@Test
	void aJarWithoutClassesBesideItStaysAJar() throws IOException {
		Path starter = this.build.resolve("starter/target/starter-1.jar");
		this.resolved.add(starter);
		assertThat(read().entries()).contains(starter);
	}

	@Test
	void outsideOfThisBuildItsModulesAreJars() throws IOException {
		this.resolved.set(0, this.build.resolve("core/target/request-state-core-1.jar"));
		this.resolved.set(1, this.build.resolve("autoconfigure/target/request-state-spring-boot-autoconfigure-1.jar"));
		List<Path> expected = new ArrayList<>(this.resolved);
		expected.add(0, this.build.resolve("mine"));
		assertThat(outside().entries()).isEqualTo(expected);
	}

	@Test
	void modulesThatAreNotPackagedAreRefusedOutsideOfThisBuild() {
		this.resolved.set(0, this.build.resolve("core/target/classes"));
		assertThatIllegalStateException().isThrownBy(this::outside).withMessageContaining("the jars of 'core'");
	}

	@Test
	void onJettyItHasNothingOfTomcat() throws IOException {
		Path jetty = this.build.resolve("repository/jetty-server-12.1.12.jar");
		this.resolved.add(this.build.resolve("repository/tomcat-embed-core-11.0.24.jar"));
		this.resolved.add(this.build.resolve("repository/spring-boot-starter-tomcat-4.1.1.jar"));
		List<Path> entries = new ArrayList<>(read().entries());
		entries.subList(entries.size() - 2, entries.size()).clear();
		entries.add(jetty);
		assertThat(read().onJetty(List.of(jetty)).entries()).isEqualTo(entries);
	}

	@Test
	void itIsWrittenAsTheJavaCommandTakesIt() throws IOException {
		assertThat(read())
			.hasToString(read().entries().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
	}

	@Test
	void aClassPathWithoutDevToolsIsRefused() {
		this.resolved.remove(2);
		assertThatIllegalStateException().isThrownBy(this::read).withMessageContaining("has DevTools");
	}

	@Test
	void aClassPathWithAModuleAsJarIsRefused() throws IOException {
		Files.delete(this.build.resolve("core/pom.xml"));
		assertThatIllegalStateException().isThrownBy(this::read).withMessageContaining("class directories of 'core'");
	}

	@Test
	void aClassPathWithTestLibrariesIsRefused() {
		this.resolved.add(this.build.resolve("repository/junit-jupiter-api-6.0.0.jar"));
		assertThatIllegalStateException().isThrownBy(this::read).withMessageContaining("no test libraries");
	}

	private DevClassPath read() throws IOException {
		return DevClassPath.read(file());
	}

	private DevClassPath outside() throws IOException {
		return DevClassPath.outsideOfThisBuild(file(), this.build.resolve("mine"));
	}

	private Path file() throws IOException {
		Path file = this.build.resolve("sample-app/target/class-path.txt");
		Files.createDirectories(file.getParent());
		return Files.writeString(file,
				this.resolved.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)) + "\n");
	}

	private Path module(String name) throws IOException {
		Path directory = this.build.resolve(name);
		Files.createDirectories(directory.resolve("target/classes"));
		Files.createFile(directory.resolve("pom.xml"));
		return Files.createFile(directory.resolve("target/" + name + "-1.jar"));
	}

}
