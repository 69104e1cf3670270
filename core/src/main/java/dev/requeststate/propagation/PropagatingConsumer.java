package dev.requeststate.propagation;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A consumer, with what was current where it was given away.
 *
 * @param <T> the type of the argument
 */
final class PropagatingConsumer<T extends @Nullable Object> extends Carried implements Consumer<T> {

	private final Consumer<? super T> consumer;

	PropagatingConsumer(Consumer<? super T> consumer) {
		super(consumer);
		this.consumer = consumer;
	}

	@Override
	Object task() {
		return this.consumer;
	}

	@Override
	public void accept(T argument) {
		run(() -> this.consumer.accept(argument));
	}

}
