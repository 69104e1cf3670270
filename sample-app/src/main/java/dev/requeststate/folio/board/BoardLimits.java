package dev.requeststate.folio.board;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * What a visitor can have this server do to itself at most.
 *
 * @param maxRequests how many requests a run has
 * @param maxConcurrency how many of them are on their way at once; well below the threads
 * of the server, which has other visitors
 * @param timeLimit how long a run sends requests
 */
@ConfigurationProperties("folio.board")
record BoardLimits(@DefaultValue("2000") int maxRequests, @DefaultValue("64") int maxConcurrency,
		@DefaultValue("60s") Duration timeLimit) {

	BoardLimits {
		Assert.isTrue(maxRequests > 0, "'folio.board.max-requests' must be positive");
		Assert.isTrue(maxConcurrency > 0, "'folio.board.max-concurrency' must be positive");
		Assert.isTrue(timeLimit.toMillis() > 0, "'folio.board.time-limit' must be positive");
	}

	/**
	 * Whether a visitor may have this plan run.
	 */
	boolean allow(RunPlan plan) {
		return plan.requests() >= 1 && plan.requests() <= this.maxRequests && plan.concurrency() >= 1
				&& plan.concurrency() <= this.maxConcurrency && plan.threads().areAvailable();
	}

}
