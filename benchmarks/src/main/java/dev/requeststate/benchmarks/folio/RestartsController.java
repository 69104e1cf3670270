package dev.requeststate.benchmarks.folio;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.devtools.restart.Restarter;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Has DevTools restart the application, where there is DevTools, and says how long it
 * took until the application was ready again.
 */
@RestController
@ConditionalOnClass(name = "org.springframework.boot.devtools.restart.Restarter")
class RestartsController {

	/**
	 * Begins the line that is written when the application is ready; the microseconds
	 * follow.
	 */
	static final String RESTARTED = "restarted in ";

	// Outlives the class loader, as no static field does.
	private static final String BEGIN = "folio-pages.restart";

	@GetMapping("/restart")
	void restart() {
		new Thread(() -> {
			System.setProperty(BEGIN, Long.toString(System.nanoTime()));
			Restarter.getInstance().restart();
		}, "restart").start();
	}

	@EventListener(ApplicationReadyEvent.class)
	void ready() {
		String begin = System.getProperty(BEGIN);
		if (begin != null) {
			System.out.println(RESTARTED + (System.nanoTime() - Long.parseLong(begin)) / 1000 + " microseconds");
		}
	}

}
