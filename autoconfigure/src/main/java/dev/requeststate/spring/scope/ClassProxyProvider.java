package dev.requeststate.spring.scope;

import java.util.Objects;
import java.util.function.Supplier;

import dev.requeststate.context.ProxyProvider;
import org.jspecify.annotations.Nullable;

/**
 * Lets {@link dev.requeststate.context.RequestLocal#proxy} stand in for classes.
 */
public final class ClassProxyProvider implements ProxyProvider {

	@Override
	public <P> P create(Class<P> type, Supplier<?> target, String description) {
		Objects.requireNonNull(type, "'type' must not be null");
		String problem = ProxiedType.problem(type);
		if (problem != null) {
			throw new IllegalArgumentException("No stand-in can be made for " + type.getName() + " of " + description
					+ ": it " + problem + " Use an interface instead, one that is not sealed.");
		}
		return StateProxies.create(type, new SuppliedTarget(target, description));
	}

	private record SuppliedTarget(Supplier<?> supplier, String description) implements StateTarget {

		@Override
		public Object loadObject() {
			return this.supplier.get();
		}

	}

}
