package dev.requeststate.propagation;

import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * A consumer of two arguments, with what was current where it was given away.
 *
 * @param <T> the type of the first argument
 * @param <U> the type of the second argument
 */
final class PropagatingBiConsumer<T extends @Nullable Object, U extends @Nullable Object> extends Carried
		implements BiConsumer<T, U> {

	private final BiConsumer<? super T, ? super U> consumer;

	PropagatingBiConsumer(BiConsumer<? super T, ? super U> consumer) {
		super(consumer);
		this.consumer = consumer;
	}

	@Override
	Object task() {
		return this.consumer;
	}

	@Override
	public void accept(T first, U second) {
		run(() -> this.consumer.accept(first, second));
	}

}
