package dev.requeststate.folio.playground;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import dev.requeststate.retained.RetainedGeneration;
import dev.requeststate.retained.RetainedState;
import dev.requeststate.retained.Retention;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * What the playground keeps over a development restart. It belongs to the process, so all
 * readers share it; packaged, it is as good as a few static fields.
 */
@Component
class RetainedShop implements SmartInitializingSingleton {

	private static final RetainedState<AtomicLong> VISITS = RetainedState.define("playground.visits", AtomicLong.class,
			AtomicLong::new);

	private static final RetainedState<AtomicInteger> STARTS = RetainedState.define("playground.starts",
			AtomicInteger.class, AtomicInteger::new);

	private static final RetainedState<String> SESSION = RetainedState.define("playground.shop-session", String.class,
			() -> UUID.randomUUID().toString());

	private static final RetainedState<Opening> OPENING = RetainedState.define("playground.opening", Opening.class,
			Opening::now, Retention.migrated());

	// A start that fails over one of the beans before this is none.
	@Override
	public void afterSingletonsInstantiated() {
		STARTS.get().incrementAndGet();
	}

	/**
	 * Count a visit of the page.
	 * @return how many there have been, with this one
	 */
	long visit() {
		return VISITS.get().incrementAndGet();
	}

	long visits() {
		return VISITS.get().get();
	}

	/**
	 * A random name, made once.
	 */
	String session() {
		return SESSION.get();
	}

	Opening opening() {
		return OPENING.get();
	}

	/**
	 * How often Folio has started in this process.
	 */
	int starts() {
		return STARTS.get().get();
	}

	/**
	 * How many class loaders those starts have used up; none where nothing restarts.
	 */
	int restartLoaders() {
		return RetainedGeneration.number();
	}

}
