package dev.requeststate.owned;

/**
 * Has a default method.
 */
interface Counting {

	int count();

	default int twice() {
		return 2 * count();
	}

}
