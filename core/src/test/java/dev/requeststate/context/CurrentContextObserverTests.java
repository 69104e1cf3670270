package dev.requeststate.context;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;

import dev.requeststate.LogCapture;
import dev.requeststate.propagation.Propagating;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What is told of the context that is current on a thread, and of its end.
 */
class CurrentContextObserverTests {

	private final List<String> events = Collections.synchronizedList(new ArrayList<>());

	private final RequestContextFactory factory = RequestContextFactory.builder().currentObserver(this::note).build();

	private Runnable note(@Nullable RequestContext context) {
		String name = (context != null) ? context.name() : "none";
		this.events.add("+" + name);
		return () -> this.events.add("-" + name);
	}

	@Test
	void aBlockIsToldOfAndItsEnd() {
		Lease lease = this.factory.open(() -> "GET /");
		lease.run(() -> this.events.add("work"));
		assertThat(lease.<Integer, RuntimeException>call(() -> this.events.size())).isEqualTo(4);
		assertThat(this.events).containsExactly("+GET /", "work", "-GET /", "+GET /", "-GET /");
	}

	@Test
	void aBlockThatThrowsIsToldOfAndItsEnd() {
		Lease lease = this.factory.open(() -> "GET /");
		assertThatIllegalStateException().isThrownBy(() -> lease.run(() -> {
			throw new IllegalStateException("planted");
		}));
		assertThat(this.events).containsExactly("+GET /", "-GET /");
	}

	@Test
	void aBindingIsToldOfAndItsEndOnce() {
		Lease lease = this.factory.open(() -> "GET /");
		Binding binding = lease.bind();
		assertThat(this.events).containsExactly("+GET /");
		binding.close();
		binding.close();
		assertThat(this.events).containsExactly("+GET /", "-GET /");
	}

	@Test
	void theContextIsCurrentWhenItIsToldOf() {
		List<@Nullable RequestContext> current = new ArrayList<>();
		RequestContextFactory factory = RequestContextFactory.builder().currentObserver((context) -> {
			current.add(RequestContext.currentOrNull());
			return null;
		}).build();
		Lease lease = factory.open(() -> "GET /");
		lease.run(() -> {
			try (Binding none = Frame.none()) {
				assertThat(RequestContext.currentOrNull()).isNull();
			}
		});
		assertThat(current).containsExactly(lease.context(), null);
	}

	@Test
	void whatWasCurrentBeforeIsCurrentWhenTheEndIsRun() {
		List<@Nullable RequestContext> current = new ArrayList<>();
		RequestContextFactory factory = RequestContextFactory.builder()
			.currentObserver((context) -> () -> current.add(RequestContext.currentOrNull()))
			.build();
		Lease outer = factory.open(() -> "outer");
		Lease inner = factory.open(() -> "inner");
		outer.run(() -> inner.run(() -> {
		}));
		outer.run(inner::bind);
		assertThat(current).containsExactly(outer.context(), null, outer.context(), null);
	}

	@Test
	void whatAnEndLeavesBoundEndsWithIt() {
		List<@Nullable RequestContext> current = new ArrayList<>();
		RequestContextFactory other = RequestContextFactory.builder().build();
		CurrentContextObserver first = (context) -> () -> current.add(RequestContext.currentOrNull());
		CurrentContextObserver second = (context) -> () -> other.open(() -> "left").bind();
		RequestContextFactory factory = RequestContextFactory.builder()
			.currentObserver(first)
			.currentObserver(second)
			.build();
		factory.run("outer", () -> {
		});
		assertThat(current).containsOnlyNulls().hasSize(1);
		assertThat(RequestContext.currentOrNull()).isNull();
	}

	@Test
	void whatAnEndClosesAroundItsFrameIsCurrentInTheCodeAroundItAllTheSame() {
		List<Binding> outer = new ArrayList<>();
		RequestContextFactory factory = RequestContextFactory.builder()
			.currentObserver((context) -> () -> outer.forEach(Binding::close))
			.build();
		Lease around = RequestContextFactory.builder().build().open(() -> "around");
		try (Binding binding = around.bind()) {
			outer.add(binding);
			factory.run("inside", () -> {
			});
			assertThat(RequestContext.currentOrNull()).isSameAs(around.context());
		}
		assertThat(RequestContext.currentOrNull()).isNull();
	}

	@Test
	void whatChangesNothingIsNotToldOf() {
		RequestLocal<String> local = RequestLocal.named("local");
		RequestLocal<String> made = RequestLocal.withInitial("made", () -> "value", (value) -> {
		});
		Lease lease = this.factory.open(() -> "GET /");
		lease.run(() -> {
			made.get();
			made.remove();
			lease.context().with(local, "value").run(() -> lease.run(() -> this.events.add("work")));
		});
		assertThat(this.events).containsExactly("+GET /", "work", "-GET /");
	}

	@Test
	void anotherContextInsideIsToldOfAndThatNoneIsCurrent() {
		this.factory.run("outer", () -> {
			this.factory.run("inner", () -> this.events.add("work"));
			try (Binding none = Frame.none()) {
				this.events.add("nothing");
			}
		});
		assertThat(this.events).containsExactly("+outer", "+inner", "work", "-inner", "+none", "nothing", "-none",
				"-outer");
	}

	@Test
	void whereNothingWasCurrentItIsNotToldThatNothingIs() {
		try (Binding none = Frame.none()) {
			assertThat(this.events).isEmpty();
		}
	}

	@Test
	void whatIsLeftBoundEndsWithTheBlockTheInnerFirst() {
		Lease other = this.factory.open(() -> "other");
		this.factory.run("outer", other::bind);
		assertThat(this.events).containsExactly("+outer", "+other", "-other", "-outer");
	}

	@Test
	void theOuterBindingEndsTheInnerOnes() {
		Lease other = this.factory.open(() -> "other");
		Binding outer = this.factory.open(() -> "outer").bind();
		Binding inner = other.bind();
		outer.close();
		inner.close();
		assertThat(this.events).containsExactly("+outer", "+other", "-other", "-outer");
	}

	@Test
	void aTaskOnAnotherThreadIsToldOfThere() throws Throwable {
		List<String> threads = Collections.synchronizedList(new ArrayList<>());
		RequestContextFactory factory = RequestContextFactory.builder().currentObserver((context) -> {
			threads.add("+" + Thread.currentThread().getName());
			return () -> threads.add("-" + Thread.currentThread().getName());
		}).build();
		try (Workers workers = new Workers()) {
			List<Future<?>> results = new ArrayList<>();
			Executor executor = Propagating.executor((task) -> results.add(workers.start("worker", () -> {
				task.run();
				return threads.add("task done");
			})));
			try (Lease lease = factory.open(() -> "GET /")) {
				lease.run(() -> executor.execute(() -> threads.add("work")));
			}
			Workers.result(results.get(0));
		}
		String here = Thread.currentThread().getName();
		assertThat(threads).contains("+" + here, "-" + here)
			.containsSubsequence("+worker", "work", "-worker", "task done");
	}

	@Test
	void destructionAfterTheRequestIsToldOf() {
		RequestLocal<String> local = RequestLocal.named("local", (value) -> this.events.add("destroyed"));
		try (Lease lease = this.factory.open(() -> "GET /")) {
			lease.run(() -> local.set("value"));
		}
		assertThat(this.events).containsExactly("+GET /", "-GET /", "+GET /", "destroyed", "-GET /");
	}

	@Test
	void severalObserversEndInTheReverseOrder() {
		RequestContextFactory factory = RequestContextFactory.builder()
			.currentObserver((context) -> () -> this.events.add("first"))
			.currentObserver((context) -> null)
			.currentObserver((context) -> () -> this.events.add("third"))
			.build();
		factory.run("job", () -> this.events.add("work"));
		assertThat(this.events).containsExactly("work", "third", "first");
	}

	@Test
	void oneThatThrowsIsLoggedOnceAndStopsNothing() {
		RequestContextFactory factory = RequestContextFactory.builder().currentObserver((context) -> {
			throw new IllegalStateException("planted");
		}).currentObserver((context) -> () -> {
			throw new AssertionError("planted");
		}).currentObserver(this::note).build();
		try (LogCapture log = new LogCapture(FrameWatch.class)) {
			factory.run("job", () -> this.events.add("work"));
			assertThat(log.messages()).hasSize(2);
			factory.run("job", () -> this.events.add("work"));
			assertThat(log.messages()).hasSize(2).allMatch((message) -> message.contains("threw"));
		}
		assertThat(this.events).containsExactly("+job", "work", "-job", "+job", "work", "-job");
		assertThat(factory.observerFailures()).isEqualTo(4);
	}

	@Test
	void whatAnObserverLeavesBoundIsUnbound() {
		Lease other = RequestContextFactory.builder().build().open(() -> "other");
		RequestContextFactory factory = RequestContextFactory.builder().currentObserver((context) -> {
			other.bind();
			return null;
		}).build();
		factory.run("job", () -> assertThat(RequestContext.current().name()).isEqualTo("job"));
		assertThat(RequestContext.currentOrNull()).isNull();
	}

	@Test
	void contextsOfAFactoryThatNobodyWatchesAreNotToldOf() {
		this.factory.run("watched", () -> RequestContextFactory.builder().build().run("unwatched", () -> {
		}));
		assertThat(this.events).containsExactly("+watched", "-watched");
	}

}
