package dev.requeststate.spring.scope;

import java.io.NotSerializableException;
import java.io.Serializable;

import org.springframework.aop.framework.AopInfrastructureBean;

/**
 * Implemented by the stand-ins for request state, so that they can be told from the beans
 * they stand for. No aspect applies to a stand-in: those apply to the bean itself.
 * <p>
 * Serializable in name only: Java serialization asks {@link #writeReplace()} of nothing
 * else, and would name the generated class in place of what to do.
 */
public interface StateProxy extends AopInfrastructureBean, Serializable {

	/**
	 * The object of the current request that this stands for, made if there is none.
	 * @throws IllegalStateException if no request context is current
	 */
	Object requestStateTarget();

	/**
	 * What this stands for, for people: {@code bean 'cart'}. Also where no request
	 * context is current.
	 */
	String requestStateDescription();

	/**
	 * Refuses Java serialization, as when an HTTP session is written to a store: what a
	 * stand-in stands for ends with the request.
	 * @throws NotSerializableException always, with what to do instead
	 */
	Object writeReplace() throws NotSerializableException;

}
