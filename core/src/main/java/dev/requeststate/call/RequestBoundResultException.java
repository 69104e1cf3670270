package dev.requeststate.call;

import java.util.List;

/**
 * A result was about to be shared that belongs to one request: it was made from something
 * that is not part of its key.
 */
public final class RequestBoundResultException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final transient List<RequestRead> reads;

	/**
	 * Create the exception.
	 * @param call what was computed, for people
	 * @param reads what was read and is not part of the key
	 */
	public RequestBoundResultException(String call, List<RequestRead> reads) {
		super(message(call, reads));
		this.reads = List.copyOf(reads);
	}

	/**
	 * What this exception says, for those who go on without one.
	 * @param call what was computed, for people
	 * @param reads what was read and is not part of the key
	 */
	public static String message(String call, List<RequestRead> reads) {
		return "The result of " + call + " belongs to the request it was made for and is not shared: it depends on "
				+ String.join(", ", reads.stream().map(RequestRead::toString).toList())
				+ ", which is no part of its key. Put what was read in the key; or pass it as an argument that the "
				+ "key is made from; or keep the result for this request alone, with @RequestCacheable.";
	}

	/**
	 * What was read and is not part of the key. Empty once this exception was serialized.
	 */
	public List<RequestRead> reads() {
		return (this.reads != null) ? this.reads : List.of();
	}

}
