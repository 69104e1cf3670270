package dev.requeststate.caching;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import org.assertj.core.api.SoftAssertions;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.interceptor.SimpleKey;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs cached methods of every shape in caches of one kind.
 */
abstract class AbstractShapeTests {

	ApplicationContextRunner runner(CacheKind kind, String... properties) {
		return kind.runner().withPropertyValues(properties);
	}

	/**
	 * Judge every shape.
	 */
	void judgeAll(CacheKind kind, ShapeTable table) {
		runner(kind).run((context) -> {
			assertThat(context).hasNotFailed();
			SoftAssertions softly = new SoftAssertions();
			judgeAll(context, (shape, verdict) -> {
				table.add(kind, shape.method(), verdict);
				softly.assertThat(verdict).as(shape.method() + " in " + kind).isEqualTo(kind.expected(shape));
			});
			judgePuts(context, kind, table, softly);
			softly.assertThat(context.getBean(CachingApplication.Errors.class).seen())
				.as("errors of caches")
				.allMatch((error) -> error.contains("No Caffeine AsyncCache available"));
			softly.assertAll();
		});
	}

	static void emptyCaches(ApplicationContext context) {
		CacheManager manager = context.getBean(CacheManager.class);
		new ArrayList<>(manager.getCacheNames()).forEach((name) -> manager.getCache(name).invalidate());
	}

	void judgeAll(ApplicationContext context, BiConsumer<Shape, Verdict> verdicts) {
		Shapes shapes = context.getBean(Shapes.class);
		CachingApplication.Refusals refusals = context.getBean(CachingApplication.Refusals.class);
		for (Shape shape : Shape.all()) {
			// Some call others.
			emptyCaches(context);
			int bodies = shapes.bodies();
			int refused = refusals.all();
			List<String> results = new ArrayList<>();
			Verdict verdict;
			try {
				for (String visitor : List.of("ann", "ann", "bob")) {
					results.add(Visitor.as(visitor, () -> shape.call(shapes)));
				}
				verdict = shape.judge(results, shapes.bodies() - bodies, refusals.all() - refused);
			}
			catch (IllegalStateException ex) {
				boolean unsupported = String.valueOf(ex.getMessage()).contains("No Caffeine AsyncCache available");
				verdict = unsupported ? Verdict.UNSUPPORTED : Verdict.WRONG;
				if (!unsupported) {
					ex.printStackTrace();
				}
			}
			verdicts.accept(shape, verdict);
		}
	}

	private void judgePuts(ApplicationContext context, CacheKind kind, ShapeTable table, SoftAssertions softly) {
		Shapes shapes = context.getBean(Shapes.class);
		boolean stores = kind != CacheKind.NONE;
		put(context, kind, table, softly, "putClean", "nobody", stores ? Verdict.STORED : Verdict.NOT_STORED);
		put(context, kind, table, softly, "putKeyed", "ann", stores ? Verdict.KEYED : Verdict.NOT_STORED);
		put(context, kind, table, softly, "putMarked", "ann", stores ? Verdict.REFUSED : Verdict.NOT_STORED);
		put(context, kind, table, softly, "putFutureKeyed", "ann", stores ? Verdict.KEYED : Verdict.NOT_STORED);
		put(context, kind, table, softly, "putFutureMarked", "ann", stores ? Verdict.REFUSED : Verdict.NOT_STORED);
		CacheManager manager = context.getBean(CacheManager.class);
		if (stores) {
			for (String method : List.of("evictingMarked", "putAndEvictMarked")) {
				manager.getCache("evicted").put("key", "old");
				Visitor.as("eve", () -> new Shape(method, Verdict.REFUSED).call(shapes));
				softly.assertThat(manager.getCache("evicted").get("key")).as(method + " in " + kind).isNull();
			}
			Visitor.as("ann", shapes::twoOperations);
			softly.assertThat(manager.getCache("twoKeyed").get("ann")).isNotNull();
			softly.assertThat(manager.getCache("twoUnkeyed").get(SimpleKey.EMPTY)).isNull();
		}
	}

	private void put(ApplicationContext context, CacheKind kind, ShapeTable table, SoftAssertions softly, String method,
			String owner, Verdict expected) {
		Shapes shapes = context.getBean(Shapes.class);
		CachingApplication.Refusals refusals = context.getBean(CachingApplication.Refusals.class);
		String result = Visitor.as("ann", () -> new Shape(method, expected).call(shapes));
		softly.assertThat(result).as(method + " in " + kind).startsWith(owner);
		Cache cache = context.getBean(CacheManager.class).getCache(method);
		Verdict verdict;
		if (cache.get("ann") != null) {
			verdict = Verdict.KEYED;
		}
		else if (cache.get(SimpleKey.EMPTY) != null) {
			verdict = owner.equals("ann") ? Verdict.CROSSED : Verdict.STORED;
		}
		else {
			verdict = (refusals.of(method) > 0) ? Verdict.REFUSED : Verdict.NOT_STORED;
		}
		table.add(kind, method, verdict);
		softly.assertThat(verdict).as(method + " in " + kind).isEqualTo(expected);
	}

	/**
	 * What six concurrent requests got that asked for one key, while the first of them
	 * was making the result and the others were seen to wait or to have been served.
	 */
	static List<String> ofConcurrentRequests(Gathering gathering) throws InterruptedException {
		List<String> results = new ArrayList<>(Collections.nCopies(6, ""));
		List<Thread> threads = new ArrayList<>();
		CountDownLatch done = new CountDownLatch(6);
		for (int i = 0; i < 6; i++) {
			int index = i;
			Thread thread = new Thread(() -> {
				try {
					results.set(index, Visitor.as("visitor" + index, gathering::syncMarked));
				}
				finally {
					done.countDown();
				}
			});
			threads.add(thread);
			thread.start();
			if (i == 0) {
				gathering.awaitFirst();
			}
		}
		gathering.goOnWhen(threads.subList(1, 6));
		assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
		return results;
	}

}
