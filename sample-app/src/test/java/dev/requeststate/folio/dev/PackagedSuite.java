package dev.requeststate.folio.dev;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.zip.ZipFile;

import dev.requeststate.folio.process.BuildOutput;
import dev.requeststate.folio.process.Container;
import dev.requeststate.folio.process.FolioForm;
import dev.requeststate.folio.process.FolioProcess;
import dev.requeststate.folio.process.ThreadKind;
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
	void thePlaygroundIsOffUnlessItIsTurnedOn() throws Exception {
		BuildOutput build = BuildOutput.fromSystemProperties();
		HttpClient client = HttpClient.newHttpClient();
		try (FolioProcess folio = FolioProcess.start(
				FolioForm.PACKAGED.asDeployed(build, Container.TOMCAT, ThreadKind.PLATFORM),
				build.directory().resolve("as-deployed.log"))) {
			for (String page : List.of("/playground/counter", "/playground/request-info", "/playground/cache",
					"/playground/inside", "/isolation/stats", "/actuator/requeststate")) {
				assertThat(get(client, folio, page).statusCode()).as(page).isEqualTo(404);
			}
			assertThat(get(client, folio, "/books").body()).contains("<footer")
				.doesNotContain("href=\"/playground", "href=\"/isolation");
			assertThat(folio.log().text()).doesNotContain("playground");
		}
	}

	private static HttpResponse<String> get(HttpClient client, FolioProcess folio, String page) throws Exception {
		return client.send(HttpRequest.newBuilder(folio.uri().resolve(page)).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	@Test
	void theJarHasNoDevTools() throws IOException {
		try (ZipFile jar = new ZipFile(BuildOutput.fromSystemProperties().packagedJar(Container.TOMCAT).toFile())) {
			assertThat(jar.stream().map(Object::toString)).anyMatch((name) -> name.contains("request-state-core"))
				.noneMatch((name) -> name.contains("spring-boot-devtools"));
		}
	}

}
