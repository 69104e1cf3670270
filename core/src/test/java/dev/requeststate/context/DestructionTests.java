package dev.requeststate.context;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How the values of a request end.
 */
class DestructionTests {

	private final RequestContextFactory factory = RequestContextFactory.builder().build();

	private final List<String> destroyed = Collections.synchronizedList(new ArrayList<>());

	@Test
	void valuesAreDestroyedOnceInTheReverseOrderOfTheirCompletion() {
		RequestLocal<String> last = local("last");
		RequestLocal<String> first = local("first");
		RequestLocal<String> needed = local("needed");
		RequestLocal<String> needing = RequestLocal.withInitial("needing", () -> "needing " + needed.get(),
				this.destroyed::add);
		RequestLocal<String> set = RequestLocal.named("set", this.destroyed::add);
		RequestLocal<String> untouched = local("untouched");
		this.factory.run("request", () -> {
			first.get();
			needing.get();
			set.set("set");
			last.get();
			assertThat(untouched.getIfPresent()).isNull();
		});
		assertThat(this.destroyed).containsExactly("last", "set", "needing needed", "needed", "first");
	}

	@Test
	void aReplacedValueTakesTheLatestPlace() {
		RequestLocal<String> one = RequestLocal.named("one", this.destroyed::add);
		RequestLocal<String> two = RequestLocal.named("two", this.destroyed::add);
		this.factory.run("request", () -> {
			one.set("one");
			two.set("two");
			one.set("one again");
			this.destroyed.clear();
		});
		assertThat(this.destroyed).containsExactly("one again", "two");
	}

	@Test
	void oneFailureStopsNothingAndIsCounted() {
		RequestLocal<String> first = local("first");
		RequestLocal<String> broken = RequestLocal.withInitial("broken", () -> "broken", (value) -> {
			throw new IOException("no space");
		});
		RequestLocal<String> worse = RequestLocal.withInitial("worse", () -> "worse", (value) -> {
			throw new AssertionError("an error");
		});
		RequestLocal<String> last = local("last");
		this.factory.run("request", () -> {
			first.get();
			broken.get();
			broken.onDestroy(() -> this.destroyed.add("callback"));
			broken.onDestroy(() -> {
				throw new IllegalStateException("callback failed");
			});
			worse.get();
			last.get();
		});
		assertThat(this.destroyed).containsExactly("last", "callback", "first");
		assertThat(this.factory.destroyFailures()).isEqualTo(3);
		assertThat(this.factory.closed()).isOne();
		assertThat(RequestContext.currentOrNull()).isNull();
	}

	@Test
	void aFailureOfTheWorkStillDestroysEverything() {
		RequestLocal<String> local = local("value");
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> this.factory.<String, IOException>call("request", () -> {
				local.get();
				throw new IOException("client is gone");
			}));
		assertThat(this.destroyed).containsExactly("value");
		assertThat(RequestContext.currentOrNull()).isNull();
	}

	@Test
	void theContextClassLoaderIsThatOfTheOpening() throws Throwable {
		AtomicReference<@Nullable ClassLoader> seen = new AtomicReference<>();
		RequestLocal<String> local = RequestLocal.named("local", (value) -> {
			seen.set(Thread.currentThread().getContextClassLoader());
			Thread.currentThread().setContextClassLoader(null);
		});
		Thread thread = Thread.currentThread();
		ClassLoader own = thread.getContextClassLoader();
		try (URLClassLoader opening = new URLClassLoader(new URL[0], own); Workers workers = new Workers()) {
			thread.setContextClassLoader(opening);
			Lease lease;
			try {
				lease = this.factory.open(() -> "request");
			}
			finally {
				thread.setContextClassLoader(own);
			}
			try (Binding binding = lease.bind()) {
				local.set("value");
			}
			assertThat(Workers.result(workers.start("closer", () -> {
				Thread.currentThread().setContextClassLoader(own);
				lease.close();
				return Thread.currentThread().getContextClassLoader();
			}))).isSameAs(own);
			assertThat(seen.get()).isSameAs(opening);
		}
	}

	@Test
	void whatADestroyerLeavesBoundIsUnbound() {
		try (Lease other = this.factory.open(() -> "other")) {
			RequestLocal<String> local = RequestLocal.named("local", (value) -> other.context().bind());
			this.factory.run("outer", () -> {
				RequestContext outer = RequestContext.current();
				this.factory.run("inner", () -> local.set("value"));
				assertThat(RequestContext.current()).isSameAs(outer);
			});
			assertThat(RequestContext.currentOrNull()).isNull();
		}
	}

	@Test
	void aDestroyerReadsValuesThatAreNotDestroyedYet() {
		RequestLocal<String> needed = local("needed");
		RequestLocal<String> unset = RequestLocal.named("unset");
		RequestLocal<String> needing = RequestLocal.withInitial("needing", needed::get, (value) -> {
			assertThat(RequestContext.current().isOpen()).isFalse();
			this.destroyed.add("read " + needed.get());
			assertThat(needed.getIfPresent()).isEqualTo("needed");
			assertThat(unset.getIfPresent()).isNull();
		});
		this.factory.run("request", needing::get);
		assertThat(this.destroyed).containsExactly("read needed", "needed");
		assertThat(this.factory.destroyFailures()).isZero();
	}

	@Test
	void whileClosingNothingIsMadeOrSet() {
		RequestLocal<String> unmade = local("unmade");
		RequestLocal<String> unset = RequestLocal.named("unset");
		RequestLocal<String> local = RequestLocal.named("local", (value) -> {
			assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(unmade::get)
				.withMessageContainingAll("make a value for request local 'unmade'", "is being closed since 2");
			assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(() -> unset.set("x"))
				.withMessageContainingAll("set request local 'unset'", "is being closed since 2");
			assertThatExceptionOfType(RequestContextClosedException.class)
				.isThrownBy(() -> unset.computeIfAbsent(() -> "x"));
			assertThatExceptionOfType(RequestContextClosedException.class)
				.isThrownBy(() -> RequestContext.current().with(unset, "x").run(() -> {
				}));
			this.destroyed.add("local");
		});
		this.factory.run("request", () -> local.set("value"));
		assertThat(this.destroyed).containsExactly("local");
		assertThat(this.factory.destroyFailures()).isZero();
	}

	@Test
	void readingWhatIsDestroyedAlreadySaysThatItIsTooLate() {
		RequestLocal<String> gone = RequestLocal.named("gone");
		RequestLocal<String> local = RequestLocal.named("local", (value) -> {
			assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(gone::get)
				.withMessageContainingAll("read request local 'gone'", "is being closed since 2");
			assertThat(gone.getIfPresent()).isNull();
			this.destroyed.add("local");
		});
		this.factory.run("request", () -> {
			local.set("value");
			gone.set("gone");
		});
		assertThat(this.destroyed).containsExactly("local");
	}

	@Test
	void removingWhileClosingDestroysOnce() {
		RequestLocal<String> other = local("other");
		RequestLocal<String> local = RequestLocal.named("local", (value) -> other.remove());
		this.factory.run("request", () -> {
			other.get();
			local.set("value");
		});
		assertThat(this.destroyed).containsExactly("other");
	}

	@Test
	void aValueFinishedTooLateIsDestroyedByItsMaker() throws Throwable {
		CountDownLatch beingMade = new CountDownLatch(1);
		CountDownLatch closed = new CountDownLatch(1);
		AtomicReference<@Nullable Thread> destroyedOn = new AtomicReference<>();
		RequestLocal<String> late = RequestLocal.withInitial("late", () -> {
			beingMade.countDown();
			try {
				assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				throw new AssertionError(ex);
			}
			return "late";
		}, (value) -> {
			destroyedOn.set(Thread.currentThread());
			this.destroyed.add(value);
		});
		try (Workers workers = new Workers()) {
			Lease lease = this.factory.open(() -> "request");
			Future<String> maker = workers.start("maker", () -> {
				try (Binding binding = lease.context().bind()) {
					return late.get();
				}
			});
			assertThat(beingMade.await(20, TimeUnit.SECONDS)).isTrue();
			lease.close();
			assertThat(this.destroyed).isEmpty();
			closed.countDown();
			assertThat(Workers.failure(maker)).isInstanceOf(RequestContextClosedException.class);
			assertThat(this.destroyed).containsExactly("late");
			assertThat(destroyedOn).hasValue(workers.thread(0));
		}
	}

	@Test
	void valuesAreReachableFromAClosedContextNoMore() {
		RequestLocal<String> local = local("value");
		RequestContext context = this.factory.call("request", () -> {
			local.get();
			return RequestContext.current();
		});
		assertThat(((SlotContext) context).slots()).isEmpty();
	}

	// As if it were closed after it has been looked at and before the slot is.
	@Test
	void aSlotOfAClosedContextTakesNoValue() {
		RequestLocal<String> local = local("value");
		SlotContext context = (SlotContext) this.factory.call("request", RequestContext::current);
		assertThatExceptionOfType(RequestContextClosedException.class)
			.isThrownBy(() -> context.slot(local).replace(context, "late"));
	}

	private RequestLocal<String> local(String value) {
		return RequestLocal.withInitial(value, () -> value, this.destroyed::add);
	}

}
