package dev.requeststate.call;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * That something was read from the request.
 *
 * @param part what: a {@link dev.requeststate.context.RequestLocal}, or a part of
 * {@link dev.requeststate.servlet.RequestInfo}. Equal for two reads of the same; its
 * {@code toString} names it
 * @param place the line of the application that read it first; or null if nobody asked
 * for it, or no line could be told
 */
public record RequestRead(Object part, @Nullable StackTraceElement place) {

	public RequestRead {
		Objects.requireNonNull(part, "'part' must not be null");
	}

	/**
	 * For messages: {@code header 'X-User' (read at shop.Prices.load(Prices.java:42))}.
	 */
	@Override
	public String toString() {
		return (this.place != null) ? this.part + " (read at " + this.place + ")" : this.part.toString();
	}

}
