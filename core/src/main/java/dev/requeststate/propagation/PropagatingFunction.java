package dev.requeststate.propagation;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A function, with what was current where it was given away.
 *
 * @param <T> the type of the argument
 * @param <R> the type of the result
 */
final class PropagatingFunction<T extends @Nullable Object, R extends @Nullable Object> extends Carried
		implements Function<T, R> {

	private final Function<? super T, ? extends R> function;

	PropagatingFunction(Function<? super T, ? extends R> function) {
		super(function);
		this.function = function;
	}

	@Override
	Object task() {
		return this.function;
	}

	@Override
	public R apply(T argument) {
		return this.<R, RuntimeException>call(() -> this.function.apply(argument));
	}

}
