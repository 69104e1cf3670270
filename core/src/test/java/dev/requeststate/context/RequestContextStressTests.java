package dev.requeststate.context;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everything at once: threads of one request that read, set, remove, take, lease, derive
 * and close at random. A failure prints the seed; the interleaving is the machine's.
 */
class RequestContextStressTests {

	private static final int THREADS = 4;

	private static final int LOCALS = 40;

	private static final int STEPS = 400;

	private static final long ENOUGH_NANOS = 6_000_000_000L;

	private final RequestContextFactory factory = RequestContextFactory.builder().build();

	@Test
	void whateverThreadsDoEachValueEndsOnceAndNoneIsMadeTwiceAtATime() throws Throwable {
		long start = System.nanoTime();
		int requests = 0;
		long values = 0;
		while (System.nanoTime() - start < ENOUGH_NANOS) {
			long seed = System.nanoTime();
			try {
				values += new Request(seed).serve();
			}
			catch (Throwable ex) {
				throw new AssertionError("With seed " + seed, ex);
			}
			requests++;
			assertThat(this.factory.closed()).isEqualTo(this.factory.opened()).isEqualTo(requests);
		}
		assertThat(this.factory.destroyFailures()).isZero();
		assertThat(requests).isGreaterThan(10);
		assertThat(values).isGreaterThan(requests);
	}

	/**
	 * One request and its threads.
	 */
	private final class Request {

		private final long seed;

		private final ConcurrentLinkedQueue<Value> values = new ConcurrentLinkedQueue<>();

		private final List<RequestLocal<Value>> made = new ArrayList<>();

		private final List<RequestLocal<Value>> changed = new ArrayList<>();

		private final CyclicBarrier together = new CyclicBarrier(THREADS);

		Request(long seed) {
			this.seed = seed;
			for (int i = 0; i < LOCALS; i++) {
				// Half are only ever read: they have one value. A value may need one with
				// a lower number, so that there is no circle.
				List<RequestLocal<Value>> locals = (i % 2 == 0) ? this.made : this.changed;
				AtomicInteger making = new AtomicInteger();
				RequestLocal<Value> needed = locals.isEmpty() ? null : locals.get(locals.size() / 2);
				locals.add(RequestLocal.withInitial("local " + i, () -> make(making, needed), Value::destroy));
			}
		}

		private Value make(AtomicInteger making, @Nullable RequestLocal<Value> needed) {
			assertThat(making.incrementAndGet()).as("makers of one local at a time").isOne();
			try {
				if (needed != null) {
					needed.get();
				}
				Thread.yield();
				return newValue();
			}
			finally {
				making.decrementAndGet();
			}
		}

		private Value newValue() {
			Value value = new Value();
			this.values.add(value);
			return value;
		}

		/**
		 * Serve it.
		 * @return how many values it had
		 */
		int serve() throws Throwable {
			Lease own = RequestContextStressTests.this.factory.open(() -> "stress");
			List<Future<Value[]>> threads = new ArrayList<>();
			try (Workers workers = new Workers()) {
				for (int i = 0; i < THREADS; i++) {
					Random random = new Random(this.seed + i);
					// The last thread has no lease: the context is closed under its feet.
					Lease lease = (i < THREADS - 1) ? own.context().lease() : null;
					threads.add(workers.start("stress " + i, () -> {
						this.together.await(20, TimeUnit.SECONDS);
						own.close();
						return work(own.context(), lease, random);
					}));
				}
				Value[] first = Workers.result(threads.get(0));
				for (Future<Value[]> thread : threads) {
					Value[] seen = Workers.result(thread);
					for (int i = 0; i < seen.length; i++) {
						if (seen[i] != null && first[i] != null) {
							assertThat(seen[i]).as("value of a local that nobody changes").isSameAs(first[i]);
						}
					}
				}
			}
			assertThat(own.context().isOpen()).isFalse();
			for (Value value : this.values) {
				assertThat(value.ended).as("how often a value ended").hasValue(1);
			}
			return this.values.size();
		}

		/**
		 * What one thread does.
		 * @return what it saw of the locals that are only read
		 */
		private Value[] work(RequestContext context, @Nullable Lease lease, Random random) {
			Value[] seen = new Value[this.made.size()];
			Deque<Lease> leases = new ArrayDeque<>();
			try (Binding binding = (lease != null) ? lease.bind() : NextFrame.open((SlotContext) context, null, null)) {
				for (int step = 0; step < STEPS; step++) {
					if (lease == null || step < STEPS / 2 || !leases.isEmpty()) {
						step(random, seen, leases);
					}
					if (lease != null && step == STEPS / 2) {
						lease.close();
					}
				}
			}
			catch (RequestContextClosedException ex) {
				assertThat(context.isOpen()).isFalse();
				assertThat(leases).as("leases held by a thread whose context was closed").isEmpty();
			}
			finally {
				leases.forEach(Lease::close);
				if (lease != null) {
					lease.close();
				}
			}
			assertThat(RequestContext.currentOrNull()).isNull();
			return seen;
		}

		private void step(Random random, @Nullable Value[] seen, Deque<Lease> leases) {
			int index = random.nextInt(this.made.size());
			RequestLocal<Value> changed = this.changed.get(index);
			switch (random.nextInt(12)) {
				case 0 -> {
					Value value = newValue();
					try {
						changed.set(value);
					}
					catch (RequestContextClosedException ex) {
						value.destroy(); // refused, and so still the caller's
						throw ex;
					}
				}
				case 1 -> changed.remove();
				case 2 -> {
					Value taken = changed.take();
					if (taken != null) {
						taken.destroy();
					}
				}
				case 3 -> changed.computeIfAbsent(this::newValue);
				case 4 -> changed.getIfPresent();
				case 5, 6 -> changed.get();
				case 7 -> leases.push(RequestContext.current().lease());
				case 8 -> {
					if (!leases.isEmpty()) {
						leases.pop().close();
					}
				}
				case 9 -> derive(changed, this.changed.get(random.nextInt(this.changed.size())));
				default -> {
					Value value = this.made.get(index).get();
					if (seen[index] != null) {
						assertThat(value).as("value of a local that nobody changes").isSameAs(seen[index]);
					}
					seen[index] = value;
				}
			}
		}

		private void derive(RequestLocal<Value> overridden, RequestLocal<Value> other) {
			Value value = newValue();
			ContextOverrides overrides = RequestContext.current().with(overridden, value);
			boolean[] begun = new boolean[1];
			try {
				overrides.run(() -> {
					begun[0] = true;
					assertThat(overridden.get()).isSameAs(value);
					if (other != overridden) {
						other.get();
					}
				});
			}
			catch (RequestContextClosedException ex) {
				if (!begun[0]) {
					value.destroy(); // refused, and so still the caller's
				}
				throw ex;
			}
		}

	}

	/**
	 * Counts its ends.
	 */
	private static final class Value {

		private final AtomicInteger ended = new AtomicInteger();

		void destroy() {
			this.ended.incrementAndGet();
		}

	}

}
