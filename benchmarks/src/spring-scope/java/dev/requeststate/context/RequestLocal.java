package dev.requeststate.context;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.TargetSource;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

import static org.springframework.web.context.request.RequestAttributes.SCOPE_REQUEST;

/**
 * A request attribute, found by Spring's holder.
 */
public final class RequestLocal<T> {

	private final String name;

	private final @Nullable Supplier<? extends T> initial;

	private final @Nullable Destroyer<? super T> destroyer;

	private RequestLocal(String name, @Nullable Supplier<? extends T> initial,
			@Nullable Destroyer<? super T> destroyer) {
		this.name = name;
		this.initial = initial;
		this.destroyer = destroyer;
	}

	public static <T> RequestLocal<T> named(String name, CacheRole cacheRole, Destroyer<? super T> destroyer) {
		return new RequestLocal<>(name, null, destroyer);
	}

	public static <T> RequestLocal<T> withInitial(String name, Supplier<? extends T> initial) {
		return new RequestLocal<>(name, initial, null);
	}

	public T get() {
		T value = getIfPresent();
		if (value == null) {
			if (this.initial == null) {
				throw new IllegalStateException("There is no " + this.name);
			}
			value = this.initial.get();
			set(value);
		}
		return value;
	}

	@SuppressWarnings("unchecked") // It was set by the method below.
	public @Nullable T getIfPresent() {
		return (T) RequestContextHolder.currentRequestAttributes().getAttribute(this.name, SCOPE_REQUEST);
	}

	public void set(T value) {
		RequestAttributes attributes = RequestContextHolder.currentRequestAttributes();
		attributes.setAttribute(this.name, value, SCOPE_REQUEST);
		Destroyer<? super T> destroyer = this.destroyer;
		if (destroyer != null) {
			attributes.registerDestructionCallback(this.name, () -> destroy(destroyer, value), SCOPE_REQUEST);
		}
	}

	private static <T> void destroy(Destroyer<? super T> destroyer, T value) {
		try {
			destroyer.destroy(value);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Spring's proxy, as a scoped bean has it, on the attribute. That of a bean asks the
	 * bean factory each time, which in turn reads an attribute.
	 */
	public <P> P proxy(Class<P> type) {
		return type.cast(new ProxyFactory(type, new Target(type)).getProxy(type.getClassLoader()));
	}

	private final class Target implements TargetSource {

		private final Class<?> type;

		private Target(Class<?> type) {
			this.type = type;
		}

		@Override
		public Class<?> getTargetClass() {
			return this.type;
		}

		@Override
		public boolean isStatic() {
			return false;
		}

		@Override
		public Object getTarget() {
			return get();
		}

		@Override
		public void releaseTarget(Object target) {
			// It stays in the request.
		}

	}

}
