package dev.requeststate.sweep;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Looks for a text in all that an application shows of itself: its meters, the log lines
 * of the library, and the messages of the library's exceptions, wherever they were caught
 * or logged.
 */
final class Sweep extends AppenderBase<ILoggingEvent> implements AutoCloseable {

	private static final List<String> LIBRARY = Stream
		.of("autoconfigure", "call", "context", "propagation", "retained", "servlet", "spring")
		.map((name) -> "dev.requeststate." + name + ".")
		.toList();

	private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	private final List<String> lines = new CopyOnWriteArrayList<>();

	private final List<Throwable> logged = new CopyOnWriteArrayList<>();

	private final List<Throwable> caught = new CopyOnWriteArrayList<>();

	Sweep() {
		start();
		this.root.addAppender(this);
	}

	// Not the event, which would keep what the line tells of.
	@Override
	protected void append(ILoggingEvent event) {
		Throwable failure = (event.getThrowableProxy() instanceof ThrowableProxy proxy) ? proxy.getThrowable() : null;
		if (failure != null) {
			this.logged.add(failure);
		}
		if (event.getLoggerName().startsWith("dev.requeststate.")) {
			this.lines.add(event.getFormattedMessage() + " " + event.getMDCPropertyMap() + " "
					+ chain(failure).map(Throwable::toString).toList());
		}
	}

	void caught(Throwable failure) {
		this.caught.add(failure);
	}

	List<Class<?>> typesOfCaught() {
		return this.caught.stream().<Class<?>>map(Object::getClass).distinct().toList();
	}

	/**
	 * Names, descriptions and tags.
	 */
	static List<String> meters(MeterRegistry registry) {
		return registry.getMeters().stream().map(Meter::getId).map((id) -> id + " " + id.getDescription()).toList();
	}

	/**
	 * Lines of the library, with their diagnostic context and the messages of whatever
	 * exception is with them.
	 */
	List<String> lines() {
		return this.lines;
	}

	/**
	 * What the library's own exceptions say, those that were logged by others among them.
	 */
	List<String> messages() {
		return Stream.concat(this.caught.stream(), this.logged.stream())
			.flatMap(Sweep::chain)
			.filter(Sweep::isOfLibrary)
			.map(Throwable::toString)
			.toList();
	}

	private static Stream<Throwable> chain(@Nullable Throwable failure) {
		return (failure == null) ? Stream.empty()
				: Stream.concat(Stream.of(failure),
						Stream.concat(Stream.of(failure.getSuppressed()), Stream.ofNullable(failure.getCause()))
							.flatMap(Sweep::chain));
	}

	// Made by it, whatever its class.
	private static boolean isOfLibrary(Throwable failure) {
		StackTraceElement[] stack = failure.getStackTrace();
		return isOfLibrary(failure.getClass().getName()) || (stack.length > 0 && isOfLibrary(stack[0].getClassName()));
	}

	private static boolean isOfLibrary(String className) {
		return LIBRARY.stream().anyMatch(className::startsWith);
	}

	@Override
	public void close() {
		this.root.detachAppender(this);
	}

}
