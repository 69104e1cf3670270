package dev.requeststate.docker;

import java.util.Map;
import java.util.Set;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * What Folio needs in a container: a PostgreSQL and a Redis on a network of their own,
 * under names that only that network knows. Closing ends them.
 */
public final class FolioServices implements AutoCloseable {

	// Ports of its containers are for this machine alone, where the engine is on it.
	private final Network network = Network.builder()
		.createNetworkCmdModifier((command) -> command
			.withOptions(isLocal() ? Map.of("com.docker.network.bridge.host_binding_ipv4", "127.0.0.1") : Map.of()))
		.build();

	private final PostgreSQLContainer postgres = FolioContainers.postgres()
		.withNetwork(this.network)
		.withNetworkAliases("postgres");

	private final GenericContainer<?> redis = FolioContainers.redis()
		.withNetwork(this.network)
		.withNetworkAliases("redis");

	private FolioServices() {
	}

	/**
	 * Starts them and waits until they are ready.
	 */
	public static FolioServices start() {
		FolioServices services = new FolioServices();
		try {
			Startables.deepStart(services.postgres, services.redis).join();
			return services;
		}
		catch (RuntimeException ex) {
			services.close();
			throw ex;
		}
	}

	private static boolean isLocal() {
		return Set.of("localhost", "127.0.0.1").contains(DockerClientFactory.instance().dockerHostIpAddress());
	}

	Network network() {
		return this.network;
	}

	/**
	 * Returns the environment that leads Folio to them.
	 */
	Map<String, String> environment() {
		return Map.of("SPRING_DATASOURCE_URL",
				"jdbc:postgresql://postgres:" + PostgreSQLContainer.POSTGRESQL_PORT + "/"
						+ this.postgres.getDatabaseName(),
				"SPRING_DATASOURCE_USERNAME", this.postgres.getUsername(), "SPRING_DATASOURCE_PASSWORD",
				this.postgres.getPassword(), "SPRING_DATA_REDIS_HOST", "redis", "SPRING_DATA_REDIS_PORT",
				Integer.toString(FolioContainers.REDIS_PORT));
	}

	@Override
	public void close() {
		this.redis.stop();
		this.postgres.stop();
		this.network.close();
	}

}
