package dev.requeststate.context;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the observers of a factory, each isolated from the others and from the request.
 */
final class Observers {

	private static final Logger logger = LoggerFactory.getLogger(Observers.class);

	private final RequestContextObserver[] observers;

	private final LongAdder failures = new LongAdder();

	private final Set<RequestContextObserver> logged = ConcurrentHashMap.newKeySet();

	Observers(List<RequestContextObserver> observers) {
		this.observers = observers.toArray(RequestContextObserver[]::new);
	}

	boolean isEmpty() {
		return this.observers.length == 0;
	}

	long failures() {
		return this.failures.sum();
	}

	void tell(Consumer<RequestContextObserver> event) {
		for (RequestContextObserver observer : this.observers) {
			Binding previous = Binding.current();
			try {
				event.accept(observer);
			}
			catch (Throwable ex) {
				this.failures.increment();
				if (this.logged.add(observer)) {
					logger.error("Observer {} threw; further failures of it are counted, not logged", observer, ex);
				}
			}
			finally {
				Binding.restore(previous);
			}
		}
	}

}
