package dev.requeststate.propagation;

import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

/**
 * A function of two arguments, with what was current where it was given away.
 *
 * @param <T> the type of the first argument
 * @param <U> the type of the second argument
 * @param <R> the type of the result
 */
final class PropagatingBiFunction<T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object>
		extends Carried implements BiFunction<T, U, R> {

	private final BiFunction<? super T, ? super U, ? extends R> function;

	PropagatingBiFunction(BiFunction<? super T, ? super U, ? extends R> function) {
		super(function);
		this.function = function;
	}

	@Override
	Object task() {
		return this.function;
	}

	@Override
	public R apply(T first, U second) {
		return this.<R, RuntimeException>call(() -> this.function.apply(first, second));
	}

}
