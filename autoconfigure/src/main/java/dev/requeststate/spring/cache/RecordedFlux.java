package dev.requeststate.spring.cache;

import dev.requeststate.call.CallScope;
import dev.requeststate.context.Binding;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;

/**
 * A {@link Flux} whose work for its subscribers is a part of a computation.
 *
 * @param <T> the type of the values
 */
final class RecordedFlux<T> extends FluxOperator<T, T> {

	private final CallScope computation;

	RecordedFlux(Flux<? extends T> source, CallScope computation) {
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
