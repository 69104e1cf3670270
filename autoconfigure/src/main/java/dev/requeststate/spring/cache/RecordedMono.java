package dev.requeststate.spring.cache;

import dev.requeststate.call.CallScope;
import dev.requeststate.context.Binding;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;

/**
 * A {@link Mono} whose work for its subscribers is a part of a computation.
 *
 * @param <T> the type of the values
 */
final class RecordedMono<T> extends MonoOperator<T, T> {

	private final CallScope computation;

	RecordedMono(Mono<? extends T> source, CallScope computation) {
		super(source);
		this.computation = computation;
	}

	@Override
	public void subscribe(CoreSubscriber<? super T> actual) {
		try (Binding binding = this.computation.bind()) {
			this.source.subscribe(new RecordedSubscriber<>(actual, this.computation));
		}
	}

}
