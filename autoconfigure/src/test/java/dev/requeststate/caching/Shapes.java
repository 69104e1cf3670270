package dev.requeststate.caching;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import dev.requeststate.propagation.Propagating;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;

/**
 * Cached methods of every shape: each is clean, reads who sends the request and has that
 * in its key, or reads it and has not.
 */
class Shapes {

	static final String KEY = "@visitor.name()";

	private final AtomicInteger bodies = new AtomicInteger();

	private final ObjectProvider<Shapes> proxy;

	private final Executor executor;

	Shapes(ObjectProvider<Shapes> proxy, Executor executor) {
		this.proxy = proxy;
		this.executor = Propagating.executor(executor);
	}

	/**
	 * How often the body of some method has run.
	 */
	int bodies() {
		return this.bodies.get();
	}

	private String clean() {
		return "nobody/" + this.bodies.incrementAndGet();
	}

	private String marked() {
		return Visitor.current() + "/" + this.bodies.incrementAndGet();
	}

	@Cacheable("plainClean")
	public String plainClean() {
		return clean();
	}

	@Cacheable(cacheNames = "plainKeyed", key = KEY)
	public String plainKeyed() {
		return marked();
	}

	@Cacheable("plainMarked")
	public String plainMarked() {
		return marked();
	}

	@Cacheable(cacheNames = "syncClean", sync = true)
	public String syncClean() {
		return clean();
	}

	@Cacheable(cacheNames = "syncKeyed", key = KEY, sync = true)
	public String syncKeyed() {
		return marked();
	}

	@Cacheable(cacheNames = "syncMarked", sync = true)
	public String syncMarked() {
		return marked();
	}

	@Cacheable("futureClean")
	public CompletableFuture<String> futureClean() {
		return CompletableFuture.completedFuture(clean());
	}

	@Cacheable(cacheNames = "futureKeyed", key = KEY)
	public CompletableFuture<String> futureKeyed() {
		return CompletableFuture.completedFuture(marked());
	}

	@Cacheable("futureMarked")
	public CompletableFuture<String> futureMarked() {
		return CompletableFuture.completedFuture(marked());
	}

	@Cacheable(cacheNames = "futureSyncClean", sync = true)
	public CompletableFuture<String> futureSyncClean() {
		return CompletableFuture.completedFuture(clean());
	}

	@Cacheable(cacheNames = "futureSyncKeyed", key = KEY, sync = true)
	public CompletableFuture<String> futureSyncKeyed() {
		return CompletableFuture.completedFuture(marked());
	}

	@Cacheable(cacheNames = "futureSyncMarked", sync = true)
	public CompletableFuture<String> futureSyncMarked() {
		return CompletableFuture.completedFuture(marked());
	}

	@Cacheable("futureElsewhereMarked")
	public CompletableFuture<String> futureElsewhereMarked() {
		return CompletableFuture.supplyAsync(this::marked, this.executor);
	}

	@Cacheable(cacheNames = "futureElsewhereKeyed", key = KEY)
	public CompletableFuture<String> futureElsewhereKeyed() {
		return CompletableFuture.supplyAsync(this::marked, this.executor);
	}

	@Cacheable(cacheNames = "futureElsewhereSyncMarked", sync = true)
	public CompletableFuture<String> futureElsewhereSyncMarked() {
		return CompletableFuture.supplyAsync(this::marked, this.executor);
	}

	@Cacheable("monoClean")
	public Mono<String> monoClean() {
		return Mono.fromCallable(this::clean);
	}

	@Cacheable(cacheNames = "monoKeyed", key = KEY)
	public Mono<String> monoKeyed() {
		return Mono.fromCallable(this::marked);
	}

	@Cacheable("monoMarked")
	public Mono<String> monoMarked() {
		return Mono.fromCallable(this::marked);
	}

	@Cacheable(cacheNames = "monoSyncClean", sync = true)
	public Mono<String> monoSyncClean() {
		return Mono.fromCallable(this::clean);
	}

	@Cacheable(cacheNames = "monoSyncKeyed", key = KEY, sync = true)
	public Mono<String> monoSyncKeyed() {
		return Mono.fromCallable(this::marked);
	}

	@Cacheable(cacheNames = "monoSyncMarked", sync = true)
	public Mono<String> monoSyncMarked() {
		return Mono.fromCallable(this::marked);
	}

	@Cacheable("monoElsewhereMarked")
	public Mono<String> monoElsewhereMarked() {
		return Mono.fromCallable(this::marked).subscribeOn(Schedulers.fromExecutor(this.executor));
	}

	@Cacheable("fluxClean")
	public Flux<String> fluxClean() {
		return Flux.defer(() -> Flux.just(clean(), "end"));
	}

	@Cacheable(cacheNames = "fluxKeyed", key = KEY)
	public Flux<String> fluxKeyed() {
		return Flux.defer(() -> Flux.just(marked(), "end"));
	}

	@Cacheable("fluxMarked")
	public Flux<String> fluxMarked() {
		return Flux.defer(() -> Flux.just(marked(), "end"));
	}

	@Cacheable(cacheNames = "fluxSyncClean", sync = true)
	public Flux<String> fluxSyncClean() {
		return Flux.defer(() -> Flux.just(clean(), "end"));
	}

	@Cacheable(cacheNames = "fluxSyncKeyed", key = KEY, sync = true)
	public Flux<String> fluxSyncKeyed() {
		return Flux.defer(() -> Flux.just(marked(), "end"));
	}

	@Cacheable(cacheNames = "fluxSyncMarked", sync = true)
	public Flux<String> fluxSyncMarked() {
		return Flux.defer(() -> Flux.just(marked(), "end"));
	}

	@Cacheable(cacheNames = "conditionFalse", condition = "false")
	public String conditionFalse() {
		return marked();
	}

	@Cacheable(cacheNames = "conditionReads", condition = "@visitor.known")
	public String conditionReads() {
		return marked();
	}

	@Cacheable(cacheNames = "conditionReadsClean", condition = "@visitor.known")
	public String conditionReadsClean() {
		return clean();
	}

	@Cacheable(cacheNames = "unlessTrue", unless = "true")
	public String unlessTrue() {
		return marked();
	}

	@Cacheable(cacheNames = "unlessReads", unless = "!@visitor.known")
	public String unlessReads() {
		return marked();
	}

	@Cacheable(cacheNames = "unlessReadsClean", unless = "!@visitor.known")
	public String unlessReadsClean() {
		return clean();
	}

	@Cacheable("nullClean")
	public @Nullable String nullClean() {
		clean();
		return null;
	}

	@Cacheable("nullMarked")
	public @Nullable String nullMarked() {
		marked();
		return null;
	}

	@Cacheable("optionalClean")
	public Optional<String> optionalClean() {
		return Optional.of(clean());
	}

	@Cacheable(cacheNames = "optionalKeyed", key = KEY)
	public Optional<String> optionalKeyed() {
		return Optional.of(marked());
	}

	@Cacheable("optionalMarked")
	public Optional<String> optionalMarked() {
		return Optional.of(marked());
	}

	@Cacheable("outerOfMarked")
	public String outerOfMarked() {
		return this.proxy.getObject().plainMarked();
	}

	@Cacheable("outerOfKeyed")
	public String outerOfKeyed() {
		return this.proxy.getObject().plainKeyed();
	}

	@Cacheable(cacheNames = "keyedOuterOfKeyed", key = KEY)
	public String keyedOuterOfKeyed() {
		return this.proxy.getObject().plainKeyed() + this.bodies.incrementAndGet();
	}

	@Cacheable("outerOfClean")
	public String outerOfClean() {
		return this.proxy.getObject().plainClean() + this.bodies.incrementAndGet();
	}

	@Cacheable(cacheNames = "byResolver", cacheResolver = "byVisitor")
	public String byResolver() {
		return marked();
	}

	@Cacheable(cacheNames = "byResolverSync", cacheResolver = "byVisitor", sync = true)
	public String byResolverSync() {
		return marked();
	}

	@Cacheable(cacheNames = "byGenerator", keyGenerator = "visitorKeys")
	public String byGenerator() {
		return marked();
	}

	@Cacheable("throwing")
	public String throwing() {
		throw new IllegalArgumentException(marked());
	}

	@Cacheable(cacheNames = "throwingSync", sync = true)
	public String throwingSync() {
		throw new IllegalArgumentException(marked());
	}

	@Cacheable("throwingFuture")
	public CompletableFuture<String> throwingFuture() {
		return CompletableFuture.failedFuture(new IllegalArgumentException(marked()));
	}

	@Cacheable("throwingMono")
	public Mono<String> throwingMono() {
		return Mono.fromCallable(() -> {
			throw new IllegalArgumentException(marked());
		});
	}

	@CachePut("putClean")
	public String putClean() {
		return clean();
	}

	@CachePut(cacheNames = "putKeyed", key = KEY)
	public String putKeyed() {
		return marked();
	}

	@CachePut("putMarked")
	public String putMarked() {
		return marked();
	}

	@CachePut(cacheNames = "putFutureKeyed", key = KEY)
	public CompletableFuture<String> putFutureKeyed() {
		return CompletableFuture.supplyAsync(this::marked, this.executor);
	}

	@CachePut("putFutureMarked")
	public CompletableFuture<String> putFutureMarked() {
		return CompletableFuture.supplyAsync(this::marked, this.executor);
	}

	@Caching(cacheable = @Cacheable(cacheNames = "evictingMarked"),
			evict = @CacheEvict(cacheNames = "evicted", key = "'key'"))
	public String evictingMarked() {
		return marked();
	}

	@Caching(put = @CachePut(cacheNames = "putAndEvictMarked"),
			evict = @CacheEvict(cacheNames = "evicted", key = "'key'"))
	public String putAndEvictMarked() {
		return marked();
	}

	@Caching(put = { @CachePut(cacheNames = "twoKeyed", key = KEY), @CachePut(cacheNames = "twoUnkeyed") })
	public String twoOperations() {
		return marked();
	}

	@CacheEvict(cacheNames = "evicted", key = KEY)
	public String evictOnly() {
		return marked();
	}

	@Cacheable("selfMarked")
	public String selfInvoked() {
		return clean();
	}

	public String callsItself() {
		return Visitor.current() + selfInvoked();
	}

	@Cacheable("listed")
	public List<String> listMarked() {
		return List.of(marked());
	}

}
