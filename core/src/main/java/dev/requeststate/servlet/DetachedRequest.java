package dev.requeststate.servlet;

import dev.requeststate.context.ContextOrigin;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a request said, for work that goes on without it: a copy that holds on to nothing
 * else.
 */
final class DetachedRequest extends RequestFacts {

	private final String id;

	DetachedRequest(RequestFacts request) {
		super(request);
		this.id = request.id();
	}

	@Override
	@Nullable HttpServletRequest dispatchRequest() {
		return null;
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public void capture() {
		// There is nothing that could be gone.
	}

	@Override
	public ContextOrigin detached() {
		return this;
	}

}
