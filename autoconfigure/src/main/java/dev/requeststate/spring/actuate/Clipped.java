package dev.requeststate.spring.actuate;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Keeps what applications and clients have named to a bounded size.
 */
final class Clipped {

	static final int MAX_NAME = 200;

	static final int MAX_MESSAGE = 2000;

	static final int MAX_NAMES = 100;

	static final int MAX_FRAMES = 30;

	private Clipped() {
	}

	static String name(String name) {
		return clip(name, MAX_NAME);
	}

	static @Nullable String optionalName(@Nullable String name) {
		return (name != null) ? name(name) : null;
	}

	static String message(String message) {
		return clip(message, MAX_MESSAGE);
	}

	static List<String> names(List<String> names) {
		return names.stream().limit(MAX_NAMES).map(Clipped::name).toList();
	}

	/**
	 * The frames of a stack, without the message: that is anybody's text.
	 */
	static List<String> frames(Throwable stack) {
		return Stream.of(stack.getStackTrace()).limit(MAX_FRAMES).map(StackTraceElement::toString).toList();
	}

	private static String clip(String text, int length) {
		return (text.length() <= length) ? text : text.substring(0, length - 1) + '\u2026';
	}

}
