package dev.requeststate.spring.lifecycle;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.requeststate.context.OpenContexts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Reviews the open contexts from time to time, on a daemon thread of its own that ends
 * with the application.
 */
public final class OpenContextsReview implements SmartInitializingSingleton, DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(OpenContextsReview.class);

	// So many times within the shortest time after which something is to be done.
	private static final int TIMES = 4;

	private static final Duration LONGEST = Duration.ofMinutes(1);

	private final OpenContexts contexts;

	private final Duration interval;

	private final CountDownLatch end = new CountDownLatch(1);

	/**
	 * Create a review.
	 * @param contexts what to review
	 * @param warnAfter how long a lease may be held before it is reported
	 * @param maxAge how long a lease may be held before it is closed by force, or null
	 * for ever
	 */
	public OpenContextsReview(OpenContexts contexts, Duration warnAfter, @Nullable Duration maxAge) {
		this.contexts = contexts;
		Duration shortest = (maxAge != null && maxAge.compareTo(warnAfter) < 0) ? maxAge : warnAfter;
		Duration interval = shortest.dividedBy(TIMES);
		this.interval = (interval.compareTo(LONGEST) < 0) ? interval : LONGEST;
	}

	@Override
	public void afterSingletonsInstantiated() {
		Thread thread = new Thread(this::run, "request-state-review");
		thread.setDaemon(true);
		thread.start();
	}

	private void run() {
		try {
			while (!this.end.await(Math.max(this.interval.toMillis(), 1), TimeUnit.MILLISECONDS)) {
				review();
			}
		}
		catch (InterruptedException ex) {
			logger.debug("The review of the open contexts was interrupted and ends");
		}
	}

	private void review() {
		try {
			this.contexts.review();
		}
		catch (RuntimeException ex) {
			logger.error("The open contexts could not be reviewed", ex);
		}
	}

	@Override
	public void destroy() {
		this.end.countDown();
	}

}
