package dev.requeststate.spring.devtools.restarts.driver;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Keeps things across restarts that nobody should keep, so that they are found.
 */
public final class KeptOnPurpose {

	private static final List<Object> kept = new CopyOnWriteArrayList<>();

	private KeptOnPurpose() {
	}

	/**
	 * Keep it for as long as the process lives.
	 */
	public static void keep(Object object) {
		kept.add(object);
	}

}
