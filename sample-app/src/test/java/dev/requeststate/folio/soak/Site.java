package dev.requeststate.folio.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.requeststate.folio.instances.PostgresServer;
import dev.requeststate.folio.instances.RedisServer;
import dev.requeststate.folio.process.BuildOutput;
import dev.requeststate.folio.process.ThreadKind;
import org.jspecify.annotations.Nullable;

/**
 * All that runs: a PostgreSQL, a Redis, and two instances of Folio that share them, with
 * pools so small that they can be filled. The first instance lives as long as the site.
 * The second one, on virtual threads where there are any, can be killed. What is broken
 * and mended is for one thread, the rest for any.
 */
final class Site implements AutoCloseable {

	private static final List<String> SMALL = List.of("--spring.datasource.hikari.maximum-pool-size=10",
			"--spring.datasource.hikari.minimum-idle=2", "--spring.datasource.hikari.connection-timeout=3000",
			"--server.tomcat.threads.max=24", "--spring.task.execution.pool.core-size=8",
			"--spring.task.execution.pool.max-size=8", "--spring.task.execution.pool.queue-capacity=64",
			"--folio.section-threads=16", "--spring.mvc.async.request-timeout=15s");

	private static final List<String> WATCHED = List.of("--request-state.leak-detection=strict",
			"--folio.confirmation-takes=1s", "--folio.outbox.claim=5s", "--folio.outbox.look-every=1s");

	private final BuildOutput build;

	private final Path redisProgram;

	private final PostgresServer postgres;

	private RedisServer redis;

	private @Nullable RunningInstance first;

	private volatile @Nullable RunningInstance second;

	private int lives;

	private Site(BuildOutput build, PostgresServer postgres, Path redisProgram, RedisServer redis) {
		this.build = build;
		this.postgres = postgres;
		this.redisProgram = redisProgram;
		this.redis = redis;
	}

	/**
	 * Start everything.
	 * @param postgresPrograms where the programs of PostgreSQL are
	 * @param redisProgram the program of Redis
	 */
	static Site open(BuildOutput build, Path postgresPrograms, Path redisProgram)
			throws IOException, InterruptedException {
		RedisServer redis = RedisServer.start(redisProgram, redisDirectory(build));
		PostgresServer postgres;
		try {
			postgres = PostgresServer.start(postgresPrograms);
		}
		catch (IOException | RuntimeException ex) {
			redis.close();
			throw ex;
		}
		Site site = new Site(build, postgres, redisProgram, redis);
		try {
			site.first = site.start("first", ThreadKind.PLATFORM);
			site.startSecond();
			return site;
		}
		catch (IOException | RuntimeException ex) {
			site.close();
			throw ex;
		}
	}

	private static Path redisDirectory(BuildOutput build) {
		return build.directory().resolve("soak-redis");
	}

	private RunningInstance start(String name, ThreadKind threads) throws IOException, InterruptedException {
		List<String> arguments = new ArrayList<>(List.of("--spring.profiles.active=redis,postgres",
				"--spring.data.redis.port=" + this.redis.port(), "--spring.data.redis.timeout=5s",
				"--spring.datasource.url=" + this.postgres.jdbcUrl() + "?connectTimeout=5&socketTimeout=20",
				"--spring.datasource.username=" + PostgresServer.USER));
		arguments.addAll(SMALL);
		arguments.addAll(WATCHED);
		return RunningInstance.start(this.build, name, threads, arguments);
	}

	PostgresServer postgres() {
		return this.postgres;
	}

	/**
	 * Returns an instance that serves: the second one if that is wanted and there.
	 */
	RunningInstance instance(boolean wantSecond) {
		RunningInstance second = this.second;
		RunningInstance chosen = (wantSecond && second != null) ? second : this.first;
		if (chosen == null) {
			throw new IllegalStateException("No instance is running");
		}
		return chosen;
	}

	/**
	 * Returns the instances that serve.
	 */
	List<RunningInstance> instances() {
		RunningInstance second = this.second;
		return (second != null) ? List.of(instance(false), second) : List.of(instance(false));
	}

	void restartPostgres() throws IOException {
		this.postgres.restart();
	}

	void restartRedis() throws IOException {
		this.redis.close();
		this.redis = RedisServer.start(this.redisProgram, redisDirectory(this.build), this.redis.port());
	}

	void killSecond() {
		RunningInstance killed = this.second;
		this.second = null;
		if (killed != null) {
			killed.kill();
		}
	}

	/**
	 * Start the second instance anew.
	 */
	void startSecond() throws IOException, InterruptedException {
		this.lives++;
		ThreadKind threads = (ThreadKind.available() > 1) ? ThreadKind.VIRTUAL : ThreadKind.PLATFORM;
		this.second = start("second-" + this.lives, threads);
	}

	@Override
	public void close() {
		RunningInstance first = this.first;
		if (first != null) {
			instances().forEach(RunningInstance::close);
		}
		this.redis.close();
		this.postgres.close();
	}

}
