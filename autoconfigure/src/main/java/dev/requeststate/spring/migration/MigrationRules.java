package dev.requeststate.spring.migration;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Rules that find in the classes of an application what changes when its beans move from
 * Spring's request scope to {@link dev.requeststate.RequestState @RequestState}. A
 * violation is a place to look at before the bean moves, or to mend after it has; the
 * message says what changes and what to do.
 * <p>
 * All of them in a test of ArchUnit's, or those that one wants to keep:
 *
 * <pre class="code">
 * &#64;ArchTest
 * static final ArchTests fromRequestScope = ArchTests.in(MigrationRules.class);
 *
 * &#64;ArchTest
 * static final ArchRule moved = MigrationRules.BEANS_LEFT_IN_THE_REQUEST_SCOPE;
 * </pre>
 *
 * Elsewhere {@code rule.check(classes)}; for everything at once, as a text to read,
 * {@link MigrationReport}.
 * <p>
 * The rules see class files: annotations, and calls by the declared type of what is
 * called. Beans that are defined in XML or registered by code are not among them.
 */
public final class MigrationRules {

	/**
	 * Beans of Spring's request scope: what is left to move.
	 */
	@ArchTest
	public static final ArchRule BEANS_LEFT_IN_THE_REQUEST_SCOPE = MigrationRule.BEANS_LEFT_IN_THE_REQUEST_SCOPE
		.toArchRule();

	/**
	 * Beans that no stand-in can stand for, or that are needed outside of requests.
	 */
	@ArchTest
	public static final ArchRule BEANS_REFUSED_AT_START_UP = MigrationRule.BEANS_REFUSED_AT_START_UP.toArchRule();

	/**
	 * Beans without a proxy: they become stand-ins, and are made later.
	 */
	@ArchTest
	public static final ArchRule UNPROXIED_BEANS = MigrationRule.UNPROXIED_BEANS.toArchRule();

	/**
	 * Uses of fields and final methods of beans without a proxy.
	 */
	@ArchTest
	public static final ArchRule MEMBERS_OUT_OF_REACH = MigrationRule.MEMBERS_OUT_OF_REACH.toArchRule();

	/**
	 * Providers that are asked whether a bean without a proxy is available.
	 */
	@ArchTest
	public static final ArchRule PROVIDERS_ASKED_FOR_SUCH_A_BEAN = MigrationRule.PROVIDERS_ASKED_FOR_SUCH_A_BEAN
		.toArchRule();

	/**
	 * Beans that are compared by their own {@code equals}.
	 */
	@ArchTest
	public static final ArchRule EQUALITY_OF_BEANS = MigrationRule.EQUALITY_OF_BEANS.toArchRule();

	/**
	 * Beans with a method that is called at their end, which comes later.
	 */
	@ArchTest
	public static final ArchRule DESTRUCTION_OF_BEANS = MigrationRule.DESTRUCTION_OF_BEANS.toArchRule();

	/**
	 * {@code @Async} methods from which a bean is reached, which works then.
	 */
	@ArchTest
	public static final ArchRule ASYNCHRONOUS_METHODS = MigrationRule.ASYNCHRONOUS_METHODS.toArchRule();

	/**
	 * Cached methods from which a bean is reached, whose results are not stored then.
	 */
	@ArchTest
	public static final ArchRule CACHED_METHODS = MigrationRule.CACHED_METHODS.toArchRule();

	/**
	 * Code that makes the request scope active, which does nothing for request state.
	 */
	@ArchTest
	public static final ArchRule SCOPES_ACTIVATED_BY_HAND = MigrationRule.SCOPES_ACTIVATED_BY_HAND.toArchRule();

	/**
	 * Errors of an inactive scope that are caught, and are others then.
	 */
	@ArchTest
	public static final ArchRule CAUGHT_SCOPE_ERRORS = MigrationRule.CAUGHT_SCOPE_ERRORS.toArchRule();

	/**
	 * Code that takes what is injected for a proxy of Spring's.
	 */
	@ArchTest
	public static final ArchRule PROXIES_OF_SPRING = MigrationRule.PROXIES_OF_SPRING.toArchRule();

	/**
	 * Serializable beans of the session that hold a bean of the request.
	 */
	@ArchTest
	public static final ArchRule BEANS_IN_SESSIONS = MigrationRule.BEANS_IN_SESSIONS.toArchRule();

	private MigrationRules() {
	}

}
