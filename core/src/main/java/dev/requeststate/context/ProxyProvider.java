package dev.requeststate.context;

import java.util.function.Supplier;

/**
 * Makes stand-ins for classes, which the JDK alone cannot, and for interfaces, whose
 * calls the JDK makes by reflection. Found by {@link java.util.ServiceLoader} when
 * {@link RequestLocal#proxy} is asked for one.
 */
public interface ProxyProvider {

	/**
	 * Make a stand-in that sends each call to the object that the target supplies then.
	 * @param <P> the type of the stand-in
	 * @param type a class, or an interface that is not sealed
	 * @param target supplies the object, at each call
	 * @param description what the stand-in stands for, for its {@code toString} where
	 * there is no target
	 * @throws IllegalArgumentException if the class cannot have one (a final class), with
	 * what to do instead
	 */
	<P> P create(Class<P> type, Supplier<?> target, String description);

}
