package dev.requeststate.fuzz;

import java.util.Locale;

import dev.requeststate.servlet.HeaderSyntaxControl;
import dev.requeststate.servlet.HeaderSyntaxTarget;
import dev.requeststate.servlet.QueryControl;
import dev.requeststate.servlet.QueryTarget;
import dev.requeststate.spring.client.FetchControl;
import dev.requeststate.spring.client.FetchTarget;
import dev.requeststate.spring.tag.TagControl;
import dev.requeststate.spring.tag.TagTarget;
import org.jspecify.annotations.Nullable;

/**
 * What is fuzzed, and for how many cases in an ordinary build.
 */
enum Campaign {

	HEADER_SYNTAX(HeaderSyntaxTarget.class, HeaderSyntaxControl.class, "headers", "", 100_000),

	QUERY(QueryTarget.class, QueryControl.class, "queries", "", 60_000),

	TAGS(TagTarget.class, TagControl.class, "tags", "", 40_000),

	FETCH_ONCE(FetchTarget.class, FetchControl.class, "fetches", "", 40_000),

	RESPONSES_ON_TOMCAT(TomcatResponseTarget.class, ResponseControl.class, "responses", "jetty", 15_000),

	RESPONSES_ON_JETTY(JettyResponseTarget.class, null, "responses", "tomcat", 15_000),

	REQUESTS_ON_TOMCAT(TomcatRequestTarget.class, RequestControl.class, "requests", "jetty", 15_000),

	REQUESTS_ON_JETTY(JettyRequestTarget.class, null, "requests", "tomcat", 15_000);

	private final Class<?> target;

	private final @Nullable Class<?> control;

	private final String seeds;

	private final String otherContainer;

	private final int cases;

	Campaign(Class<?> target, @Nullable Class<?> control, String seeds, String otherContainer, int cases) {
		this.target = target;
		this.control = control;
		this.seeds = seeds;
		this.otherContainer = otherContainer;
		this.cases = cases;
	}

	Class<?> target() {
		return this.target;
	}

	/**
	 * The same with something broken; null where another campaign's does.
	 */
	@Nullable Class<?> control() {
		return this.control;
	}

	/**
	 * The directory of the cases to begin with.
	 */
	String seeds() {
		return this.seeds;
	}

	/**
	 * The container whose jars must not be there, or nothing: each has classes of the
	 * servlet API of its own.
	 */
	String otherContainer() {
		return this.otherContainer;
	}

	int cases() {
		return this.cases;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
