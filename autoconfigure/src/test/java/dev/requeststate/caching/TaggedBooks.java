package dev.requeststate.caching;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import dev.requeststate.call.CallScope;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;

/**
 * Cached methods of all shapes over one value that changes.
 */
class TaggedBooks {

	private final AtomicReference<String> database = new AtomicReference<>("v1");

	private final AtomicInteger computed = new AtomicInteger();

	private final AtomicReference<@Nullable Runnable> meanwhile = new AtomicReference<>();

	AtomicReference<String> database() {
		return this.database;
	}

	AtomicInteger computed() {
		return this.computed;
	}

	/**
	 * Run once, by the next computation, after it has read the value.
	 */
	AtomicReference<@Nullable Runnable> meanwhile() {
		return this.meanwhile;
	}

	private String read(String key) {
		this.computed.incrementAndGet();
		CallScope.current().tag("book:" + key);
		String value = this.database.get();
		Runnable once = this.meanwhile.getAndSet(null);
		if (once != null) {
			once.run();
		}
		return value;
	}

	@Cacheable("books")
	String plain(String key) {
		return read(key);
	}

	@Cacheable(cacheNames = "books", sync = true)
	String sync(String key) {
		return read(key);
	}

	@Cacheable("books")
	Optional<String> optional(String key) {
		return Optional.of(read(key));
	}

	@Cacheable("books")
	CompletableFuture<String> future(String key) {
		return CompletableFuture.completedFuture(read(key));
	}

	@Cacheable(cacheNames = "books", sync = true)
	CompletableFuture<String> futureSync(String key) {
		return CompletableFuture.completedFuture(read(key));
	}

	@Cacheable("books")
	Mono<String> mono(String key) {
		return Mono.fromSupplier(() -> read(key));
	}

	@Cacheable(cacheNames = "books", sync = true)
	Mono<String> monoSync(String key) {
		return Mono.fromSupplier(() -> read(key));
	}

	@Cacheable("books")
	Flux<String> flux(String key) {
		return Mono.fromSupplier(() -> read(key)).flux();
	}

	@Cacheable(cacheNames = "books", sync = true)
	Flux<String> fluxSync(String key) {
		return Mono.fromSupplier(() -> read(key)).flux();
	}

	@Cacheable("books")
	@Nullable String absent(String key) {
		return "gone".equals(read(key)) ? null : this.database.get();
	}

	@CachePut("books")
	String put(String key) {
		return read(key);
	}

	@Cacheable("books")
	String untagged(String key) {
		this.computed.incrementAndGet();
		return this.database.get();
	}

	@Cacheable(cacheNames = "books", key = "#key")
	String mortal(String key, long millis) {
		this.computed.incrementAndGet();
		CallScope.current().expireAfter(Duration.ofMillis(millis));
		return this.database.get();
	}

	@Cacheable(cacheNames = "pages", key = "#key")
	String page(String key, TaggedBooks cached) {
		return "page of " + cached.plain(key);
	}

	/**
	 * A method that serves a value by its key.
	 */
	enum Shape {

		PLAIN(TaggedBooks::plain), SYNC(TaggedBooks::sync), OPTIONAL((books, key) -> books.optional(key).orElseThrow()),
		FUTURE((books, key) -> books.future(key).join()), FUTURE_SYNC((books, key) -> books.futureSync(key).join()),
		MONO((books, key) -> books.mono(key).block()), MONO_SYNC((books, key) -> books.monoSync(key).block()),
		FLUX((books, key) -> only(books.flux(key).collectList().block())),
		FLUX_SYNC((books, key) -> only(books.fluxSync(key).collectList().block()));

		static final List<Shape> BLOCKING = List.of(PLAIN, SYNC, OPTIONAL);

		private final Call call;

		Shape(Call call) {
			this.call = call;
		}

		@Nullable String get(TaggedBooks books, String key) {
			return this.call.get(books, key);
		}

		private static @Nullable String only(@Nullable List<String> values) {
			return (values != null) ? values.get(0) : null;
		}

	}

	private interface Call {

		@Nullable String get(TaggedBooks books, String key);

	}

}
