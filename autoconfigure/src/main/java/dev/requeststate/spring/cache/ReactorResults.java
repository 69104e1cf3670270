package dev.requeststate.spring.cache;

import java.lang.reflect.Method;

import dev.requeststate.call.CallScope;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

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
	@Nullable Object recorded(@Nullable Object result, CallScope computation) {
		ReactiveAdapter adapter = adapter(result);
		if (adapter == null) {
			return result;
		}
		Publisher<Object> source = adapter.toPublisher(result);
		return adapter.fromPublisher(adapter.isMultiValue() ? new RecordedFlux<>(Flux.from(source), computation)
				: new RecordedMono<>(Mono.from(source), computation));
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
