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
		return adapter.fromPublisher(adapter.isMultiValue() ? recordedFlux(source, computation, ends)
				: recordedMono(source, computation, ends));
	}

	// What is recorded is next to the source: Reactor may run a source where its results
	// are to be published.
	private static Flux<Object> recordedFlux(Publisher<Object> source, CallScope computation, @Nullable Executor ends) {
		Flux<Object> recorded = new RecordedFlux<>(Flux.from(source), computation);
		return (ends != null) ? recorded.publishOn(Schedulers.fromExecutor(ends)) : recorded;
	}

	private static Mono<Object> recordedMono(Publisher<Object> source, CallScope computation, @Nullable Executor ends) {
		Mono<Object> recorded = new RecordedMono<>(Mono.from(source), computation);
		return (ends != null) ? recorded.publishOn(Schedulers.fromExecutor(ends)) : recorded;
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
