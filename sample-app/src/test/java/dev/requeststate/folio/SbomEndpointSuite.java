package dev.requeststate.folio;

import dev.requeststate.folio.process.Needed;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.support.DependencyInjectionTestExecutionListener;
import org.springframework.test.context.support.DirtiesContextTestExecutionListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spring Boot's actuator shows the bill of materials, where that endpoint is exposed. The
 * suites that follow have nothing of this Folio beside theirs.
 */
@FolioTest
@DirtiesContext
@TestExecutionListeners({ DependencyInjectionTestExecutionListener.class, DirtiesContextTestExecutionListener.class })
@TestPropertySource(properties = "management.endpoints.web.exposure.include=sbom")
class SbomEndpointSuite {

	@LocalServerPort
	private int port;

	@Test
	void whatFolioIsMadeOfIsShown() throws Exception {
		Needed.by("sbom")
			.isThere(getClass().getResource("/META-INF/sbom/application.cdx.json") != null,
					"the bill of materials is not written without network (-o)");
		assertThat(new Browser(this.port).get("/actuator/sbom/application").body()).contains("\"CycloneDX\"")
			.contains("request-state-core", "tomcat-embed-core");
	}

}
