package dev.requeststate.owned;

/**
 * Has a method that its subclass overrides with a bridge, and one that it inherits.
 */
abstract class CartBase<T> {

	public abstract void add(T item);

	void addTwice(T item) {
		add(item);
		add(item);
	}

}
