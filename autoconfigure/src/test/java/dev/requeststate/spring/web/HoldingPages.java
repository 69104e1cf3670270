package dev.requeststate.spring.web;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * Pages that answer when the test says so.
 */
@RestController
class HoldingPages {

	private final CountDownLatch released = new CountDownLatch(1);

	private final Queue<DeferredResult<String>> pending = new ConcurrentLinkedQueue<>();

	private final AtomicInteger held = new AtomicInteger();

	@GetMapping("/hold")
	String hold() throws InterruptedException {
		this.held.incrementAndGet();
		// A limit, so that a test that fails leaves no thread behind.
		return this.released.await(20, TimeUnit.SECONDS) ? "released" : "forgotten";
	}

	@GetMapping("/hold-async")
	DeferredResult<String> holdAsync() {
		DeferredResult<String> result = new DeferredResult<>(0L);
		this.pending.add(result);
		this.held.incrementAndGet();
		return result;
	}

	/**
	 * How many requests have come so far.
	 */
	int held() {
		return this.held.get();
	}

	void release() {
		this.released.countDown();
		for (DeferredResult<String> result = this.pending.poll(); result != null; result = this.pending.poll()) {
			try {
				result.setResult("released");
			}
			catch (IllegalStateException ex) {
				// The server has stopped, and its request is over.
			}
		}
	}

}
