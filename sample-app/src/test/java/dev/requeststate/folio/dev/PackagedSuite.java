package dev.requeststate.folio.dev;

import java.io.IOException;
import java.util.zip.ZipFile;

import dev.requeststate.folio.process.BuildOutput;
import dev.requeststate.folio.process.Container;
import dev.requeststate.folio.process.FolioForm;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The executable jar and its pages.
 *
 * <p>
 * Needs the packaged jar and is therefore run by {@code mvn verify}.
 */
class PackagedSuite extends PackagedPages {

	PackagedSuite() {
		super(FolioForm.PACKAGED);
	}

	@Test
	void theJarHasNoDevTools() throws IOException {
		try (ZipFile jar = new ZipFile(BuildOutput.fromSystemProperties().packagedJar(Container.TOMCAT).toFile())) {
			assertThat(jar.stream().map(Object::toString)).anyMatch((name) -> name.contains("request-state-core"))
				.noneMatch((name) -> name.contains("spring-boot-devtools"));
		}
	}

}
