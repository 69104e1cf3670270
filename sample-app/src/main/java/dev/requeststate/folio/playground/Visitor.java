package dev.requeststate.folio.playground;

import dev.requeststate.RequestState;
import dev.requeststate.servlet.RequestInfo;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Who is asking: the parameter {@code user} of the query. It says one thing only, so a
 * key that is made from it covers all that can be read from it.
 */
@RequestState(cacheKey = true)
@Component
public class Visitor {

	private static final String NOBODY = "nobody";

	private static final int LONGEST = 60;

	private final String name;

	Visitor() {
		this(RequestInfo.current().parameter("user"));
	}

	private Visitor(@Nullable String user) {
		String name = (user != null) ? user.strip() : "";
		this.name = name.isEmpty() ? NOBODY : name.substring(0, Math.min(name.length(), LONGEST));
	}

	/**
	 * The name, of 60 characters at most.
	 */
	public String name() {
		return this.name;
	}

}
