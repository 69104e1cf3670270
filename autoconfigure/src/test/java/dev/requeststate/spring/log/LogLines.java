package dev.requeststate.spring.log;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import dev.requeststate.context.RequestContext;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Logback writes, line by line. Each line has two parts: the request context's
 * identity by way of the diagnostic context, and what the code that wrote it knows of the
 * current request context itself.
 */
final class LogLines implements AutoCloseable {

	private static final String NONE = "none";

	private final ByteArrayOutputStream written = new ByteArrayOutputStream();

	private final Logger logger;

	private final OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();

	LogLines(String name) {
		LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
		PatternLayoutEncoder encoder = new PatternLayoutEncoder();
		encoder.setContext(context);
		encoder.setPattern("%X{requestStateId:-" + NONE + "}|%X{user:-" + NONE + "}|%msg%n");
		encoder.start();
		this.appender.setContext(context);
		this.appender.setEncoder(encoder);
		this.appender.setOutputStream(this.written);
		this.appender.start();
		this.logger = context.getLogger(name);
		this.logger.setLevel(Level.INFO);
		this.logger.setAdditive(false);
		this.logger.addAppender(this.appender);
	}

	/**
	 * Write a line.
	 * @param place where in the application
	 */
	static void log(org.slf4j.Logger logger, String place) {
		RequestContext context = RequestContext.currentOrNull();
		logger.info("{}|{}", (context != null) ? context.id() : NONE, place);
	}

	List<Line> lines() {
		return this.written.toString(StandardCharsets.UTF_8).lines().map(Line::of).toList();
	}

	List<String> places() {
		return lines().stream().map(Line::place).toList();
	}

	/**
	 * Every line has the identity of the context that was current, and none where none
	 * was.
	 */
	void assertEveryLineIsRight() {
		assertThat(lines()).isNotEmpty().allSatisfy((line) -> assertThat(line.inMdc()).isEqualTo(line.current()));
	}

	@Override
	public void close() {
		this.logger.detachAppender(this.appender);
		this.logger.setAdditive(true);
		this.appender.stop();
	}

	record Line(String inMdc, String user, String current, String place) {

		static Line of(String line) {
			String[] parts = line.split("\\|");
			return new Line(parts[0], parts[1], parts[2], parts[3]);
		}

		boolean isOfARequest() {
			return !this.current.equals(NONE);
		}

	}

}
