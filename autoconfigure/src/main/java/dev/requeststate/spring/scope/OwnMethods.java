package dev.requeststate.spring.scope;

import java.io.NotSerializableException;
import java.lang.reflect.Method;

import dev.requeststate.context.CircularCreationException;
import dev.requeststate.context.MissingValueException;
import dev.requeststate.context.RequestContext;
import org.jspecify.annotations.Nullable;

/**
 * What a stand-in answers itself: who it is, and what it stands for.
 */
final class OwnMethods {

	private final StateTarget target;

	OwnMethods(StateTarget target) {
		this.target = target;
	}

	/**
	 * Answer a method for which {@link ProxyMethods#isOwn} is true.
	 */
	@Nullable Object call(Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws NotSerializableException {
		return switch (method.getName()) {
			// Two stand-ins are never equal, and one is equal to itself in every request:
			// it can be a key.
			case "equals" -> arguments != null && proxy == arguments[0];
			case "hashCode" -> System.identityHashCode(proxy);
			case "toString" -> describe();
			case "requestStateDescription" -> this.target.description();
			case "writeReplace" -> throw new NotSerializableException("The stand-in for " + this.target.description()
					+ ": what it stands for ends with the request. Store a copy of what is to be kept, "
					+ "such as an identifier or a record, and not the request state itself.");
			default -> this.target.loadObject();
		};
	}

	// For logs and debuggers, where an exception is of no use.
	private String describe() {
		RequestContext context = RequestContext.currentOrNull();
		if (context != null && context.isOpen()) {
			try {
				return this.target.loadObject().toString();
			}
			catch (CircularCreationException | MissingValueException ex) {
				// It is being made, or there is none.
			}
		}
		return "stand-in for " + this.target.description();
	}

}
