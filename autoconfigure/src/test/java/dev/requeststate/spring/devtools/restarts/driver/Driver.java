package dev.requeststate.spring.devtools.restarts.driver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import dev.requeststate.context.UsedSlots;
import dev.requeststate.retained.RetainedGeneration;
import io.micrometer.context.ContextRegistry;
import io.micrometer.core.instrument.Metrics;

import org.springframework.boot.devtools.restart.Restarter;

/**
 * Takes commands from the standard input of a process under test, and outlives the
 * restarts. The process ends with its standard input.
 */
public final class Driver {

	/**
	 * Begins each line that is an answer and not the application's log.
	 */
	public static final String MARK = "@@ ";

	/**
	 * A thread that outlives the restarts, as a library's in a jar would.
	 */
	public static final ExecutorService SHARED = Executors.newSingleThreadExecutor((task) -> {
		Thread thread = new Thread(task, "shared");
		thread.setContextClassLoader(Driver.class.getClassLoader());
		thread.setDaemon(true);
		return thread;
	});

	private static final Semaphore ready = new Semaphore(0);

	private static boolean started;

	private Driver() {
	}

	/**
	 * Begin to listen, at the first call.
	 */
	public static synchronized void start() {
		if (!started) {
			started = true;
			SHARED.execute(() -> {
			});
			Thread thread = new Thread(Driver::listen, "driver");
			thread.setContextClassLoader(Driver.class.getClassLoader());
			thread.setDaemon(true);
			thread.start();
		}
	}

	/**
	 * The application has started.
	 * @param port where it serves
	 */
	public static void ready(String port) {
		say("port " + port);
		ready.release();
	}

	private static void say(String line) {
		System.out.println(MARK + line);
	}

	private static void listen() {
		try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
			for (String command = in.readLine(); command != null; command = in.readLine()) {
				String answer;
				try {
					answer = answer(command);
				}
				catch (Exception | LinkageError ex) {
					answer = "failed with " + ex;
				}
				say(command + " " + answer);
			}
		}
		catch (IOException ex) {
			ex.printStackTrace();
		}
		System.exit(0);
	}

	private static Object answerOf(String command) throws Exception {
		return switch (command) {
			case "restart" -> restart();
			case "loaders" ->
				Histogram.instances("org.springframework.boot.devtools.restart.classloader.RestartClassLoader");
			case "generation" -> RetainedGeneration.number();
			case "slots" -> UsedSlots.count();
			case "accessors" -> ContextRegistry.getInstance().getThreadLocalAccessors().size();
			case "registries" -> Metrics.globalRegistry.getRegistries().size();
			case "factories" -> Histogram.instances("dev.requeststate.context.RequestContextFactory");
			case "contexts" -> Histogram.instances("dev.requeststate.context.RootContext");
			default -> throw new IllegalArgumentException(command);
		};
	}

	private static String answer(String command) throws Exception {
		return answerOf(command).toString();
	}

	// Restarter does not wait for the application.
	private static long restart() throws InterruptedException {
		ready.drainPermits();
		long begin = System.nanoTime();
		Restarter.getInstance().restart();
		if (!ready.tryAcquire(1, TimeUnit.MINUTES)) {
			throw new IllegalStateException("The application has not started again");
		}
		return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begin);
	}

}
