package dev.requeststate.owned;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.requeststate.spring.owned.CrossRequestObserver;
import dev.requeststate.spring.owned.CrossRequestUse;

/**
 * Remembers the uses that were told.
 */
class Counts implements CrossRequestObserver {

	private final List<CrossRequestUse> uses = new CopyOnWriteArrayList<>();

	@Override
	public void onCrossRequestUse(CrossRequestUse use) {
		this.uses.add(use);
	}

	List<CrossRequestUse> uses() {
		return new ArrayList<>(this.uses);
	}

}
