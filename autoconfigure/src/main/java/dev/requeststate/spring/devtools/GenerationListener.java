package dev.requeststate.spring.devtools;

import dev.requeststate.retained.RetainedGeneration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Begins a generation of the retained state when an application starts, before it has any
 * bean, and writes the report as soon as there is a log to write it to. Does nothing to
 * an application that DevTools does not restart.
 */
final class GenerationListener implements ApplicationListener<SpringApplicationEvent>, Ordered {

	private static final Logger logger = LoggerFactory.getLogger(GenerationListener.class);

	// One listener for each application.
	private boolean reported;

	/**
	 * Before the application's own listeners, which may use retained state; before the
	 * logging system is cleaned up when a start fails; after DevTools, which ends the
	 * first start of all at this event.
	 */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE + 10;
	}

	@Override
	public void onApplicationEvent(SpringApplicationEvent event) {
		if (event instanceof ApplicationStartingEvent) {
			begin(event.getSpringApplication().getClassLoader());
		}
		else if (event instanceof ApplicationPreparedEvent || event instanceof ApplicationFailedEvent) {
			RetainedGeneration.report();
			reportPlace(event.getSpringApplication().getClassLoader());
		}
	}

	private void reportPlace(ClassLoader loader) {
		if (!this.reported) {
			this.reported = true;
			String problem = LibraryPlace.problem(loader);
			if (problem != null) {
				logger.warn(problem);
			}
		}
	}

	private static void begin(ClassLoader loader) {
		if (LibraryPlace.isRestarted()) {
			RetainedGeneration.begin(loader, Survivors.get());
		}
		else {
			RetainedGeneration.begin(loader);
		}
	}

}
