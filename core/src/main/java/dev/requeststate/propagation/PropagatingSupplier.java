package dev.requeststate.propagation;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A supplier, with what was current where it was given away.
 *
 * @param <T> the type of the result
 */
final class PropagatingSupplier<T extends @Nullable Object> extends Carried implements Supplier<T> {

	private final Supplier<? extends T> supplier;

	PropagatingSupplier(Supplier<? extends T> supplier) {
		super(supplier);
		this.supplier = supplier;
	}

	@Override
	Object task() {
		return this.supplier;
	}

	@Override
	public T get() {
		return this.<T, RuntimeException>call(this.supplier::get);
	}

}
