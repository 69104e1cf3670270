package dev.requeststate.caching;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.springframework.cache.annotation.Cacheable;

import static org.awaitility.Awaitility.await;

/**
 * A cached method that several requests ask for at once.
 */
class Gathering {

	private final CountDownLatch first = new CountDownLatch(1);

	private final CountDownLatch goOn = new CountDownLatch(1);

	@Cacheable(cacheNames = "gathering", sync = true)
	public String syncMarked() {
		String name = Visitor.current();
		this.first.countDown();
		try {
			this.goOn.await(20, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		return name;
	}

	public void awaitFirst() throws InterruptedException {
		this.first.await(20, TimeUnit.SECONDS);
	}

	/**
	 * Let the first one go on when the others wait for it, or for the same as it.
	 */
	public void goOnWhen(List<Thread> others) {
		await().atMost(Duration.ofSeconds(20))
			.until(() -> others.stream().allMatch((thread) -> switch (thread.getState()) {
				case BLOCKED, WAITING, TIMED_WAITING, TERMINATED -> true;
				default -> false;
			}));
		this.goOn.countDown();
	}

}
