package dev.requeststate.spring.scope;

import org.springframework.cglib.proxy.Dispatcher;

/**
 * Finds the object that a stand-in stands for. Asked at every call of the stand-in.
 */
interface StateTarget extends Dispatcher {

	/**
	 * The object of the current request, made if there is none.
	 */
	@Override
	Object loadObject();

	/**
	 * What the stand-in stands for, as in {@code bean 'cart'}.
	 */
	String description();

}
