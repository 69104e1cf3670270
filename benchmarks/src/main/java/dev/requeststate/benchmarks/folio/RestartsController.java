package dev.requeststate.benchmarks.folio;

import java.util.concurrent.TimeUnit;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.devtools.restart.Restarter;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Has DevTools restart the application, where there is DevTools, and writes when it is
 * ready, at first and again.
 */
@RestController
@ConditionalOnClass(name = "org.springframework.boot.devtools.restart.Restarter")
class RestartsController {

	// Outlives the class loader, as no static field does.
	private static final String BEGIN = "folio-pages.restart";

	@PostMapping("/restart")
	void restart() {
		new Thread(() -> {
			System.setProperty(BEGIN, Long.toString(System.nanoTime()));
			Restarter.getInstance().restart();
		}, "restart").start();
	}

	/**
	 * Writes how many microseconds have gone since the restart began; none at first.
	 */
	@EventListener(ApplicationReadyEvent.class)
	void ready() {
		String begin = System.getProperty(BEGIN);
		long nanos = (begin != null) ? System.nanoTime() - Long.parseLong(begin) : 0;
		System.out.println("ready after " + TimeUnit.NANOSECONDS.toMicros(nanos) + " microseconds");
	}

}
