package dev.requeststate.context;

/**
 * The place of one value of a map in one context. It does not know its key, which may be
 * what a client has sent and is not for messages.
 */
final class KeyedSlot extends Slot {

	KeyedSlot(RequestLocal<?> map) {
		super(map);
	}

	// The local's value is the map.
	@Override
	void describe(Object value) {
	}

	@Override
	public String toString() {
		return "an entry of " + local();
	}

}
