package dev.requeststate.spring.owned;

import java.io.Serial;

/**
 * A bean of one request was called from another request, or from none. The call was not
 * made.
 */
public final class CrossRequestException extends IllegalStateException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final transient CrossRequestUse use;

	CrossRequestException(CrossRequestUse use) {
		super(use.message());
		this.use = use;
	}

	/**
	 * What was called, and from where.
	 */
	public CrossRequestUse use() {
		return this.use;
	}

}
