package dev.requeststate.spring.scope;

import java.util.function.Supplier;

import dev.requeststate.context.RequestLocal;

/**
 * Finds a bean of the current request: one look at what is current on the thread and one
 * at the bean's slot. The bean factory is asked for a bean that is not made yet, only.
 */
final class BeanTarget implements StateTarget {

	private final RequestLocal<Object> local;

	private final Supplier<Object> maker;

	BeanTarget(RequestLocal<Object> local, Supplier<Object> maker) {
		this.local = local;
		this.maker = maker;
	}

	@Override
	public Object loadObject() {
		Object bean = this.local.getIfPresent();
		return (bean != null) ? bean : this.maker.get();
	}

	@Override
	public String description() {
		return this.local.toString();
	}

}
