package dev.requeststate.docker;

import java.time.Duration;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

import org.springframework.boot.devtools.restart.RestartScope;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;

/**
 * The PostgreSQL and the Redis of Folio, each in a container that lives as long as the
 * application context, or with DevTools as long as the process. For the profiles
 * {@code postgres} and {@code redis}.
 * <p>
 * The images are the official ones, unless the system properties
 * {@code folio.image.postgres} and {@code folio.image.redis} name others that understand
 * the same and say the same when they are ready.
 */
@TestConfiguration(proxyBeanMethods = false)
public class FolioContainers {

	static final int REDIS_PORT = 6379;

	private static final Duration TIME_TO_START = Duration.ofMinutes(2);

	@Bean
	@RestartScope
	@ServiceConnection
	static PostgreSQLContainer postgres() {
		return new PostgreSQLContainer(image("postgres", "17")).withDatabaseName("folio")
			.withUsername("folio")
			.withPassword("folio")
			.withStartupTimeout(TIME_TO_START);
	}

	@Bean
	@RestartScope
	@ServiceConnection(name = "redis")
	static GenericContainer<?> redis() {
		return new GenericContainer<>(image("redis", "8")).withExposedPorts(REDIS_PORT)
			.waitingFor(Wait.forLogMessage(".*Ready to accept connections.*\\n", 1).withStartupTimeout(TIME_TO_START));
	}

	private static DockerImageName image(String name, String version) {
		return DockerImageName.parse(System.getProperty("folio.image." + name, name + ":" + version))
			.asCompatibleSubstituteFor(name);
	}

}
