package dev.requeststate.spring.tag;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes on without an answer while nobody answers: it is said once when that begins and
 * once when it ends. For a while after each failure nobody is asked, so that not every
 * read of a cache waits as long as a connection takes to fail.
 */
final class Outage {

	private static final Logger logger = LoggerFactory.getLogger(Outage.class);

	private static final long PAUSE = Duration.ofSeconds(1).toNanos();

	private final LongSupplier nanoTime;

	private final AtomicBoolean underWay = new AtomicBoolean();

	// Means something while an outage is under way.
	private volatile long askAgainAt;

	Outage(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	<T> T ask(Supplier<T> question, T otherwise) {
		if (isPaused()) {
			return otherwise;
		}
		try {
			T answer = question.get();
			over();
			return answer;
		}
		catch (RuntimeException ex) {
			begin(ex);
			return otherwise;
		}
	}

	/**
	 * Whether nobody is asked at the moment.
	 */
	boolean isPaused() {
		return this.underWay.get() && this.nanoTime.getAsLong() - this.askAgainAt < 0;
	}

	private void begin(RuntimeException ex) {
		this.askAgainAt = this.nanoTime.getAsLong() + PAUSE;
		if (this.underWay.compareAndSet(false, true)) {
			logger.warn("It cannot be found out which tags were evicted. Until it can, tagged results are computed "
					+ "anew each time and not stored.", ex);
		}
	}

	private void over() {
		if (this.underWay.get() && this.underWay.compareAndSet(true, false)) {
			logger.info("It can be found out again which tags were evicted.");
		}
	}

}
