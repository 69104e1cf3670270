package dev.requeststate.spring.cache;

import java.lang.reflect.Method;
import java.util.concurrent.Executor;

import dev.requeststate.call.CallScope;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.KotlinDetector;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;

/**
 * Results that Spring caches by way of Reactor. In a class of its own, because Reactor
 * need not be there.
 */
final class ReactorResults extends ReactiveResults {

	// By the declared type; null where only the result itself can tell.
	private final @Nullable ReactiveAdapter declared;

	private ReactorResults(@Nullable ReactiveAdapter declared) {
		this.declared = declared;
	}

	static ReactorResults of(Method method) {
		Class<?> type = KotlinDetector.isSuspendingFunction(method) ? Mono.class : method.getReturnType();
		return new ReactorResults(ReactiveAdapterRegistry.getSharedInstance().getAdapter(type));
	}

	private @Nullable ReactiveAdapter adapter(@Nullable Object result) {
		if (result == null) {
			return null;
		}
		if (this.declared != null) {
			return this.declared;
		}
		return (result instanceof Publisher) ? ReactiveAdapterRegistry.getSharedInstance().getAdapter(result.getClass())
				: null;
	}

	@Override
	@Nullable Object recorded(@Nullable Object result, CallScope computation, @Nullable Executor ends) {
		ReactiveAdapter adapter = adapter(result);
		if (adapter == null) {
			return result;
		}
		Publisher<Object> source = adapter.toPublisher(result);
		return adapter.fromPublisher(adapter.isMultiValue() ? new RecordedFlux<>(flux(source, ends), computation)
				: new RecordedMono<>(mono(source, ends), computation));
	}

	private static Flux<Object> flux(Publisher<Object> source, @Nullable Executor ends) {
		Flux<Object> flux = Flux.from(source);
		return (ends != null) ? flux.publishOn(Schedulers.fromExecutor(ends)) : flux;
	}

	private static Mono<Object> mono(Publisher<Object> source, @Nullable Executor ends) {
		Mono<Object> mono = Mono.from(source);
		return (ends != null) ? mono.publishOn(Schedulers.fromExecutor(ends)) : mono;
	}

	@Override
	@Nullable Object failing(@Nullable Object result, GuardedCall call) {
		ReactiveAdapter adapter = adapter(result);
		if (adapter == null) {
			return result;
		}
		Publisher<Object> source = adapter.toPublisher(result);
		return adapter.fromPublisher(adapter.isMultiValue() ? Flux.from(source).doOnComplete(call::throwFailure)
				: Mono.from(source).doOnSuccess((value) -> call.throwFailure()));
	}

}
