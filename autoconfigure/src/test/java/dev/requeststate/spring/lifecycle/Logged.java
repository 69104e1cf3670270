package dev.requeststate.spring.lifecycle;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/**
 * What a class logs, on whatever thread.
 */
final class Logged extends AppenderBase<ILoggingEvent> implements AutoCloseable {

	private final List<String> messages = new CopyOnWriteArrayList<>();

	private final Logger logger;

	Logged(String name) {
		this.logger = (Logger) LoggerFactory.getLogger(name);
		start();
		this.logger.addAppender(this);
	}

	List<String> messages() {
		return this.messages;
	}

	@Override
	protected void append(ILoggingEvent event) {
		this.messages.add(event.getLevel() + " " + event.getFormattedMessage());
	}

	@Override
	public void close() {
		this.logger.detachAppender(this);
	}

}
