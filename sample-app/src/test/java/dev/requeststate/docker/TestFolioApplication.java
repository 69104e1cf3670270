package dev.requeststate.docker;

import dev.requeststate.folio.FolioApplication;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.context.TestConfiguration;

/**
 * Folio with its containers, for a developer:
 * {@code mvn -pl sample-app -am spring-boot:test-run}.
 * <p>
 * Nothing is configured here. The annotation tells the plugin which of the programs among
 * the tests is meant.
 */
@SpringBootApplication
public final class TestFolioApplication {

	private TestFolioApplication() {
	}

	public static void main(String[] arguments) {
		SpringApplication.from(FolioApplication::main)
			.with(FolioContainers.class, OnTomcat.class)
			.withAdditionalProfiles("postgres", "redis")
			.run(arguments);
	}

	/**
	 * The tests have Jetty beside Tomcat, and it would be preferred.
	 */
	@TestConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = JettyServletWebServerAutoConfiguration.class)
	static class OnTomcat {

	}

}
