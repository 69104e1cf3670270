package dev.requeststate.context;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the observers of a factory, each isolated from the others and from the request.
 */
final class Observers {

	private static final Logger logger = LoggerFactory.getLogger(Observers.class);

	private final Observer[] observers;

	private final LongAdder failures = new LongAdder();

	Observers(List<RequestContextObserver> observers) {
		this.observers = observers.stream().map(Observer::new).toArray(Observer[]::new);
	}

	boolean isEmpty() {
		return this.observers.length == 0;
	}

	long failures() {
		return this.failures.sum();
	}

	void tell(Consumer<RequestContextObserver> event) {
		for (Observer observer : this.observers) {
			Binding previous = CurrentFrame.top();
			try {
				event.accept(observer.target());
			}
			catch (Throwable ex) {
				this.failures.increment();
				if (observer.logged().compareAndSet(false, true)) {
					logger.error("Observer {} threw; further failures of it are counted, not logged", observer.target(),
							ex);
				}
			}
			finally {
				CurrentFrame.restore(previous);
			}
		}
	}

	// Not a set of those that threw: it would ask an observer for its hash code.
	private record Observer(RequestContextObserver target, AtomicBoolean logged) {

		Observer(RequestContextObserver target) {
			this(target, new AtomicBoolean());
		}

	}

}
