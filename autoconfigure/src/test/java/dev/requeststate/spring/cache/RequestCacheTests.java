package dev.requeststate.spring.cache;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.requeststate.call.CallScope;
import dev.requeststate.call.RequestRead;
import dev.requeststate.context.Binding;
import dev.requeststate.context.CircularCreationException;
import dev.requeststate.context.Frame;
import dev.requeststate.context.Lease;
import dev.requeststate.context.NoRequestContextException;
import dev.requeststate.context.RequestContextClosedException;
import dev.requeststate.context.RequestContextFactory;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.cache.Cache;
import org.springframework.cache.concurrent.ConcurrentMapCache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A cache that lives in the request context.
 */
class RequestCacheTests {

	private final RequestContextFactory factory = RequestContextFactory.builder().build();

	private final RequestCacheManager manager = new RequestCacheManager();

	private final Cache cache = this.manager.getCache("books");

	@Test
	void remembersWithinTheRequestAndNotInTheNextOne() {
		assertThat(seenByTheNextRequest(this.cache)).isNull();
	}

	/**
	 * That the test above would find a cache that outlives the request.
	 */
	@Test
	void controlACacheThatIsSharedServesTheNextRequest() {
		assertThat(seenByTheNextRequest(new ConcurrentMapCache("shared"))).isEqualTo("ada's");
	}

	private @Nullable Object seenByTheNextRequest(Cache cache) {
		this.factory.run("ada", () -> {
			cache.put("order", "ada's");
			assertThat(cache.get("order", String.class)).isEqualTo("ada's");
		});
		return this.factory.<@Nullable Object, RuntimeException>call("bob", () -> cache.get("order", String.class));
	}

	@Test
	void holdsNullAndEvictsAndClears() {
		this.factory.run("request", () -> {
			this.cache.put("null", null);
			assertThat(this.cache.get("null")).isNotNull().extracting(Cache.ValueWrapper::get).isNull();
			assertThat(this.cache.<@Nullable Object>get("loaded null", () -> null)).isNull();
			assertThat(this.cache.get("loaded null")).isNotNull();
			assertThat(this.cache.putIfAbsent("a", "1")).isNull();
			assertThat(this.cache.putIfAbsent("a", "2")).isNotNull().extracting(Cache.ValueWrapper::get).isEqualTo("1");
			assertThat(this.cache.evictIfPresent("a")).isTrue();
			assertThat(this.cache.evictIfPresent("a")).isFalse();
			this.cache.evict("null");
			assertThat(this.cache.get("null")).isNull();
			assertThat(this.cache.invalidate()).isTrue();
			assertThat(this.cache.get("loaded null")).isNull();
			assertThat(this.cache.invalidate()).isFalse();
		});
	}

	@Test
	void anErrorIsNotRemembered() {
		this.factory.run("request", () -> {
			assertThatExceptionOfType(Cache.ValueRetrievalException.class).isThrownBy(() -> this.cache.get("a", () -> {
				throw new IOException("on purpose");
			})).withCauseInstanceOf(IOException.class);
			assertThat(this.cache.get("a")).isNull();
			assertThat(this.cache.get("a", () -> "loaded")).isEqualTo("loaded");
		});
	}

	@Test
	void outsideOfARequestItIsAClearError() {
		assertThatExceptionOfType(NoRequestContextException.class).isThrownBy(() -> this.cache.get("a"))
			.withMessageContaining("request cache 'books'");
		assertThatExceptionOfType(NoRequestContextException.class).isThrownBy(() -> this.cache.get("a", () -> "never"));
		assertThatExceptionOfType(NoRequestContextException.class).isThrownBy(() -> this.cache.put("a", "never"));
		assertThatExceptionOfType(NoRequestContextException.class).isThrownBy(() -> this.cache.retrieve("a"));
		assertThatExceptionOfType(NoRequestContextException.class)
			.isThrownBy(() -> this.cache.retrieve("a", () -> CompletableFuture.completedFuture("never")));
		assertThatExceptionOfType(NoRequestContextException.class).isThrownBy(this.cache::clear);
	}

	@Test
	void whoGoesThroughAllCachesFindsThoseThatTheRequestUses() {
		this.manager.getCache("unused");
		assertThat(this.manager.getCacheNames()).isEmpty();
		this.factory.run("request", () -> {
			assertThat(this.manager.getCacheNames()).isEmpty();
			this.cache.put("a", "1");
			assertThat(this.manager.getCacheNames()).containsExactly("books");
		});
		assertThat(this.manager.getCacheNames()).isEmpty();
	}

	@Test
	void sectionsOfOneRequestComputeOnceAndTwoRequestsTwice() throws Exception {
		AtomicInteger loads = new AtomicInteger();
		CountDownLatch loading = new CountDownLatch(2);
		CountDownLatch go = new CountDownLatch(1);
		Callable<Object> loader = () -> {
			loading.countDown();
			assertThat(go.await(20, TimeUnit.SECONDS)).isTrue();
			return "load " + loads.incrementAndGet();
		};
		List<Section> sections = new ArrayList<>();
		try (Lease one = this.factory.open(() -> "one"); Lease two = this.factory.open(() -> "two")) {
			for (int i = 0; i < 4; i++) {
				sections.add(Section.start(one, () -> this.cache.get("a", loader)));
				sections.add(Section.start(two, () -> this.cache.get("a", loader)));
			}
			assertThat(loading.await(20, TimeUnit.SECONDS)).isTrue();
			for (Section section : sections) {
				Awaitility.await().until(section::isWaiting);
			}
			go.countDown();
			assertThat(sections.get(0).result()).isNotEqualTo(sections.get(1).result());
			for (int i = 0; i < sections.size(); i++) {
				assertThat(sections.get(i).result()).isEqualTo(sections.get(i % 2).result());
			}
		}
		assertThat(loads).hasValue(2);
	}

	@Test
	void aLoaderThatAsksForItsOwnKeyIsAnError() {
		this.factory.run("request",
				() -> assertThatExceptionOfType(Cache.ValueRetrievalException.class)
					.isThrownBy(() -> this.cache.get("a", () -> this.cache.get("a", () -> "never")))
					.havingRootCause()
					.isInstanceOf(CircularCreationException.class)
					.withMessageContaining("an entry of request cache 'books'")
					.withMessageNotContaining("'a'"));
	}

	@Test
	void twoSectionsThatNeedEachOtherGetAnErrorAndDoNotStandStill() throws Exception {
		CountDownLatch both = new CountDownLatch(2);
		try (Lease lease = this.factory.open(() -> "request")) {
			Section one = Section.start(lease, () -> this.cache.get("a", () -> needs("b", both)));
			Section two = Section.start(lease, () -> this.cache.get("b", () -> needs("a", both)));
			assertThat(one.failure()).hasRootCauseInstanceOf(CircularCreationException.class);
			assertThat(two.failure()).hasRootCauseInstanceOf(CircularCreationException.class);
		}
	}

	private @Nullable Object needs(String key, CountDownLatch both) throws InterruptedException {
		both.countDown();
		assertThat(both.await(20, TimeUnit.SECONDS)).isTrue();
		return this.cache.get(key, () -> "never");
	}

	@Test
	void whatIsLoadedWhenTheRequestEndsIsStoredNowhere() throws Exception {
		CountDownLatch loading = new CountDownLatch(1);
		CountDownLatch closed = new CountDownLatch(1);
		Lease lease = this.factory.open(() -> "request");
		Section late = Section.start(lease, () -> this.cache.get("a", () -> {
			loading.countDown();
			assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
			return "late";
		}));
		assertThat(loading.await(20, TimeUnit.SECONDS)).isTrue();
		lease.close();
		closed.countDown();
		assertThat(late.failure()).isInstanceOf(RequestContextClosedException.class);
		Section put = Section.start(lease.context()::bind, () -> {
			this.cache.put("a", "later");
			return "stored";
		});
		assertThat(put.failure()).isInstanceOf(RequestContextClosedException.class);
		this.factory.run("next", () -> assertThat(this.cache.get("a")).isNull());
	}

	@Test
	void aFutureIsSharedWhileItIsUnderWayAndItsValueAfterwards() {
		this.factory.run("request", () -> {
			CompletableFuture<String> loading = new CompletableFuture<>();
			CompletableFuture<String> first = this.cache.retrieve("a", () -> loading);
			CompletableFuture<String> second = this.cache.retrieve("a", RequestCacheTests::never);
			CompletableFuture<?> third = this.cache.retrieve("a");
			assertThat(this.cache.get("a")).isNull();
			assertThat(first).isNotDone();
			first.cancel(true);
			loading.complete("loaded");
			assertThat(second).isCompletedWithValue("loaded");
			assertThat(third).isNotNull();
			assertThat(third.join()).asInstanceOf(InstanceOfAssertFactories.type(Cache.ValueWrapper.class))
				.extracting(Cache.ValueWrapper::get)
				.isEqualTo("loaded");
			assertThat(this.cache.get("a", String.class)).isEqualTo("loaded");
			assertThat(this.cache.get("a", () -> "never")).isEqualTo("loaded");
			assertThat(this.cache.putIfAbsent("a", "never")).isNotNull();
		});
	}

	@Test
	void aFutureOfNullIsRememberedAndOneThatFailsIsNot() {
		this.factory.run("request", () -> {
			assertThat(this.cache.<@Nullable Object>retrieve("null", () -> CompletableFuture.completedFuture(null)))
				.isCompletedWithValue(null);
			assertThat(this.cache.retrieve("null", RequestCacheTests::never)).isCompletedWithValue(null);
			assertThat(this.cache.get("null")).isNotNull();
			CompletableFuture<String> failing = new CompletableFuture<>();
			CompletableFuture<String> first = this.cache.retrieve("a", () -> failing);
			CompletableFuture<String> second = this.cache.retrieve("a", RequestCacheTests::never);
			failing.completeExceptionally(new IOException("on purpose"));
			assertThat(first).isCompletedExceptionally();
			assertThat(second).isCompletedExceptionally();
			assertThat(this.cache.retrieve("a")).isNull();
			assertThat(this.cache.get("a")).isNull();
			assertThat(this.cache.retrieve("a", () -> CompletableFuture.completedFuture("again")))
				.isCompletedWithValue("again");
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.cache.retrieve("b", () -> {
				throw new IllegalStateException("on purpose");
			}));
			assertThat(this.cache.retrieve("c", () -> CompletableFuture.failedFuture(new IOException("at once"))))
				.isCompletedExceptionally();
		});
	}

	@Test
	void whatIsEvictedWhileItsFutureIsUnderWayIsNotRemembered() {
		this.factory.run("request", () -> {
			CompletableFuture<String> stale = new CompletableFuture<>();
			CompletableFuture<String> first = this.cache.retrieve("a", () -> stale);
			this.cache.evict("a");
			stale.complete("stale");
			assertThat(first).isCompletedWithValue("stale");
			assertThat(this.cache.get("a")).isNull();
		});
	}

	@Test
	void aBlockingMethodDoesNotWaitForAFutureUnderWay() {
		this.factory.run("request", () -> {
			this.cache.retrieve("a", CompletableFuture::new);
			assertThat(this.cache.get("a", () -> "own")).isEqualTo("own");
			assertThat(this.cache.get("a")).isNull();
		});
	}

	@Test
	void aFutureThatNeedsItselfIsAnError() {
		this.factory.run("request", () -> {
			List<Frame> work = new ArrayList<>();
			this.cache.retrieve("a", () -> {
				work.add(Frame.here());
				return new CompletableFuture<>();
			});
			try (Binding task = work.get(0).reopen()) {
				assertThatExceptionOfType(CircularCreationException.class)
					.isThrownBy(() -> this.cache.retrieve("a", RequestCacheTests::never))
					.withMessageContaining("an entry of request cache 'books'")
					.withMessageNotContaining("'a'");
			}
		});
	}

	@Test
	void aSharedCallThatReadsItHasReadTheRequestAlsoOnAHit() {
		this.factory.run("request", () -> {
			assertThat(readsOf(() -> this.cache.get("a", () -> "loaded"))).containsExactly("request cache 'books'");
			assertThat(readsOf(() -> this.cache.get("a", () -> "never"))).containsExactly("request cache 'books'");
			assertThat(readsOf(() -> this.cache.get("a"))).containsExactly("request cache 'books'");
			assertThat(readsOf(() -> this.cache.retrieve("a"))).containsExactly("request cache 'books'");
			assertThat(readsOf(() -> "nothing")).isEmpty();
		});
	}

	private static List<String> readsOf(Callable<?> work) {
		CallScope call = CallScope.open("shared");
		try {
			call.<@Nullable Object, Exception>call(work::call);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		return call.requestReads().stream().map(RequestRead::part).map(Object::toString).toList();
	}

	private static <T> CompletableFuture<T> never() {
		throw new AssertionError("Nobody is to load this");
	}

	/**
	 * A part of a request on a thread of its own.
	 */
	private record Section(Thread thread, FutureTask<@Nullable Object> task) {

		static Section start(Lease lease, Callable<@Nullable Object> work) {
			return start(lease.context()::bind, work);
		}

		static Section start(Callable<Binding> binding, Callable<@Nullable Object> work) {
			FutureTask<@Nullable Object> task = new FutureTask<>(() -> {
				try (Binding bound = binding.call()) {
					return work.call();
				}
			});
			Thread thread = new Thread(task, "section");
			thread.setDaemon(true);
			thread.start();
			return new Section(thread, task);
		}

		boolean isWaiting() {
			return this.thread.getState() == Thread.State.TIMED_WAITING;
		}

		@Nullable Object result() throws Exception {
			return this.task.get(20, TimeUnit.SECONDS);
		}

		Throwable failure() throws Exception {
			try {
				throw new AssertionError("Has a result: " + result());
			}
			catch (ExecutionException ex) {
				return ex.getCause();
			}
		}

	}

}
