package dev.requeststate.folio.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.requeststate.folio.instances.PostgresServer;
import dev.requeststate.folio.instances.RedisServer;
import dev.requeststate.folio.isolation.suite.IsolationTraffic;
import dev.requeststate.folio.process.BuildOutput;
import dev.requeststate.folio.process.Needed;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two instances of the packaged Folio that share a PostgreSQL and a Redis, under load in
 * every mode, while clients go away, pools are full, the servers restart and an instance
 * is killed. A request may fail then. None may be shown what is another's, none may leave
 * anything open, no heap may grow, and no order may be lost that was confirmed to its
 * customer, nor its confirmation.
 *
 * <p>
 * Needs the packaged jar and is therefore run by {@code mvn verify}, PostgreSQL as Debian
 * installs it and {@code redis-server} on the path. Where one is missing it says so and
 * is left out, or fails if the environment variable {@code CI} is {@code true}.
 * {@code -Dsoak.duration=PT10M} goes on for longer, {@code -Dsoak.seed=1} does the same
 * again.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SoakSuite {

	private static final Duration TIME_TO_SEND = Duration.ofMinutes(2);

	private static final Duration TIME_TO_SETTLE = Duration.ofMinutes(1);

	private static final Duration SETTLED = Duration.ofMillis(500);

	private final BuildOutput build = BuildOutput.fromSystemProperties();

	private final SoakSettings settings = SoakSettings.fromSystemProperties();

	private Site site;

	@BeforeAll
	void open() throws Exception {
		Needed needed = Needed.by("soak");
		Path postgres = needed.program(PostgresServer.programs(), "Debian's package postgresql is not installed");
		Path redis = needed.program(RedisServer.program(), "redis-server is not on the PATH");
		System.out.println("soak: " + this.settings.duration() + ", seed " + this.settings.seed());
		this.site = Site.open(this.build, postgres, redis);
	}

	@AfterAll
	void close() {
		if (this.site != null) {
			this.site.close();
		}
	}

	@Test
	void nothingIsShownToAnotherLeftOpenPiledUpOrLost() throws Exception {
		SoakRun run = new SoakRun(this.site, this.settings, System.out::println);
		SoftAssertions judgement = new SoftAssertions();
		try {
			run.run();
			judge(run, judgement);
		}
		finally {
			run.table().forEach(System.out::println);
		}
		judgement.assertAll();
		System.out.println("soak: " + run.figure());
	}

	private void judge(SoakRun run, SoftAssertions judgement) throws IOException {
		judgement.assertThat(run.tally().foreignDetails()).as("shown to another").isEmpty();
		judgement.assertThat(run.tally().unexplainedDetails()).as("failed while nothing was broken").isEmpty();
		judgement.assertThat(IsolationTraffic.modes())
			.as("modes that were met")
			.allSatisfy((mode) -> assertThat(run.tally().rightCount("isolation, " + mode)).as(mode).isPositive());
		judgement.assertThat(run.faults()).as("faults that have happened").containsOnlyKeys(Fault.values());
		judgement.assertThat(run.ledger().confirmedCount()).as("orders confirmed").isPositive();
		judgement.assertThat(run.heapSamples()).as("times that the heap was measured").isPositive();
		run.heapTrends()
			.forEach((name, trend) -> judgement.assertThat(trend.isGrowth())
				.as("the heap of %s grows: %s", name, trend)
				.isFalse());
		judgement.assertThatCode(this::awaitOutboxEmpty).as("letters are sent").doesNotThrowAnyException();
		for (RunningInstance instance : this.site.instances()) {
			judgement.assertThatCode(() -> awaitBalance(instance))
				.as("what %s has opened", instance.name())
				.doesNotThrowAnyException();
		}
		judgement.assertThat(this.site.instances()).as("instances").hasSize(2).allMatch(RunningInstance::isAlive);
		List<StoredOrder> stored = new StoredOrders(this.site.postgres()).all();
		judgement.assertThat(run.ledger().objections(stored)).as("orders").isEmpty();
	}

	private void awaitOutboxEmpty() {
		StoredOrders orders = new StoredOrders(this.site.postgres());
		Awaitility.await("letters to be sent").atMost(TIME_TO_SEND).until(() -> orders.inOutbox() == 0);
	}

	private static void awaitBalance(RunningInstance instance) {
		Awaitility.await("balance of " + instance.name())
			.atMost(TIME_TO_SETTLE)
			.pollInterval(Duration.ofMillis(100))
			.during(SETTLED)
			.untilAsserted(() -> assertThat(instance.traffic().unended()).isEmpty());
	}

}
