package dev.requeststate.spring.devtools.restarts.app;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestLocal;
import dev.requeststate.propagation.Propagating;
import dev.requeststate.retained.RetainedGeneration;
import dev.requeststate.retained.RetainedState;
import dev.requeststate.servlet.RequestInfo;
import dev.requeststate.spring.devtools.restarts.driver.Driver;
import dev.requeststate.spring.scope.StateProxy;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class Work {

	static final AtomicInteger opened = new AtomicInteger();

	private static final AtomicInteger destroyed = new AtomicInteger();

	private static final RequestLocal<Note> NOTE = RequestLocal.withInitial("note", () -> new Note("initial"),
			(note) -> destroyed.incrementAndGet());

	private static final RequestLocal<Greeting> GREETING = RequestLocal.withInitial("greeting", () -> () -> "local");

	private static final Greeting greetingOfRequest = GREETING.proxy(Greeting.class);

	private static final RequestLocal<Greeted> GREETED = RequestLocal.withInitial("greeted", Greeted::new);

	private static final Greeted greetedInRequest = GREETED.proxy(Greeted.class);

	private static final RetainedState<AtomicLong> VISITS = RetainedState.define("restarts.visits", AtomicLong.class,
			AtomicLong::new);

	private static final RetainedState<Note> RETAINED_NOTE = RetainedState.define("restarts.note", Note.class,
			() -> new Note("made by " + System.identityHashCode(Work.class)));

	private final Basket basket;

	private final Greeting greeting;

	private final Jobs jobs;

	private final AsyncTaskExecutor executor;

	private final MeterRegistry meters;

	Work(Basket basket, Greeting greeting, Jobs jobs, @Qualifier("applicationTaskExecutor") AsyncTaskExecutor executor,
			MeterRegistry meters) {
		this.basket = basket;
		this.greeting = greeting;
		this.jobs = jobs;
		this.executor = executor;
		this.meters = meters;
	}

	@GetMapping("/visit")
	Map<String, Object> visit() {
		Map<String, Object> facts = new TreeMap<>();
		facts.put("visits", VISITS.get().incrementAndGet());
		facts.put("note", RETAINED_NOTE.get().text());
		facts.put("generation", RetainedGeneration.number());
		facts.put("library", RetainedState.class.getClassLoader().getClass().getSimpleName());
		facts.put("basket", ((StateProxy) this.basket).requestStateTarget().getClass().getSimpleName());
		facts.put("application", Work.class.getClassLoader().getClass().getSimpleName());
		return facts;
	}

	@GetMapping("/work")
	Map<String, Object> work() throws Exception {
		RequestContext context = RequestContext.current();
		this.basket.add(NOTE.get());
		RequestInfo info = RequestInfo.current();
		CountDownLatch leased = new CountDownLatch(1);
		Lease lease = context.lease();
		Driver.SHARED.execute(() -> {
			try (lease) {
				lease.run(() -> this.basket.add(new Note("leased")));
			}
			finally {
				leased.countDown();
			}
		});
		Driver.SHARED.submit(Propagating.runnable(() -> this.basket.add(new Note("propagated"))))
			.get(10, TimeUnit.SECONDS);
		Driver.SHARED
			.submit(ContextSnapshotFactory.builder().build().captureAll().wrap(() -> this.basket.add(new Note("hop"))))
			.get(10, TimeUnit.SECONDS);
		this.executor.submit(() -> this.basket.add(new Note("submitted"))).get(10, TimeUnit.SECONDS);
		this.jobs.later().get(10, TimeUnit.SECONDS);
		Propagating.supplyAsync(() -> this.greeting.text(), ForkJoinPool.commonPool()).get(10, TimeUnit.SECONDS);
		Thread forked = context.threadFactory().newThread(() -> this.basket.add(new Note("forked")));
		forked.start();
		forked.join();
		context.with(NOTE, new Note("override")).run(() -> this.basket.add(NOTE.get()));
		context.afterResponse(() -> this.basket.add(new Note("after " + info.path())));
		context.waitUntil(CompletableFuture.runAsync(() -> this.meters.counter("work").increment()));
		leased.await();
		Map<String, Object> facts = new TreeMap<>();
		facts.put("notes", this.basket.size());
		facts.put("greetings", this.greeting.text() + greetingOfRequest.text() + greetedInRequest.text());
		facts.put("opened", opened.get());
		facts.put("info", info.method() + " " + info.path());
		return facts;
	}

	@GetMapping("/jobs")
	Map<String, Object> jobs() {
		return Map.of("runs", this.jobs.runs());
	}

	/**
	 * Stands in front of a class.
	 */
	static class Greeted implements Greeting {

		@Override
		public String text() {
			return "greeted";
		}

	}

}
