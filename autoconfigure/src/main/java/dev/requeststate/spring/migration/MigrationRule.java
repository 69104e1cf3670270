package dev.requeststate.spring.migration;

import java.util.List;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.AbstractClassesTransformer;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

/**
 * One change: what it was before, what it is after, what to do, and how it is found. Each
 * is a row of {@code docs/migrating.md}, in the same words.
 */
enum MigrationRule {

	BEANS_LEFT_IN_THE_REQUEST_SCOPE("beans of Spring's request scope",
			"belongs to the request, on the thread of its dispatch",
			"belongs to the request, on every thread that works for it",
			"replace the scope by `@RequestState`, bean by bean",
			(beans) -> beans.stream().map(RequestScopedBean::describe)),

	BEANS_REFUSED_AT_START_UP("beans that cannot move as they are", "the application starts",
			"the application does not start, and says why: a stand-in has to extend the type, and a bean of the request "
					+ "is of no use where there is no request",
			"let a `@Bean` method return an interface; keep a singleton what is needed outside of requests, and move its "
					+ "state into a bean of its own",
			new RefusedTypes()),

	UNPROXIED_BEANS("beans that are injected without a proxy",
			"what is injected or looked up is the bean itself, made at that moment; into a singleton it cannot be injected",
			"it is a stand-in, and the bean is made at the first call",
			"count neither on a constructor that has run before the first call nor on `getClass()`",
			(beans) -> beans.stream().filter(RequestScopedBean::isUnproxied).map(RequestScopedBean::describe)),

	MEMBERS_OUT_OF_REACH("fields and final methods, used from elsewhere, of beans without a proxy",
			"they are the bean's", "they are the stand-in's, and empty", "use methods that are not final",
			new UnreachedMembers()),

	PROVIDERS_ASKED_FOR_SUCH_A_BEAN("providers that are asked whether there is a bean without a proxy",
			"outside of a request there is none", "there is always the stand-in",
			"ask `RequestContext.currentOrNull()`", new AskedProviders()),

	EQUALITY_OF_BEANS("beans whose own equals answers", "`equals` and `hashCode` are the bean's",
			"the stand-in is equal to itself only", "compare what the beans say, by a method of theirs",
			new BeansEquality()),

	DESTRUCTION_OF_BEANS("beans that something is done with at their end",
			"destroyed when the first dispatch is left, before an asynchronous result; the first that was made first",
			"destroyed when the request is over and its last task has ended, on whichever thread that is; the last that "
					+ "was made first",
			"write nothing to the response there, and use no bean that was made later", new DestroyedBeans()),

	ASYNCHRONOUS_METHODS("asynchronous methods that reach a bean of the request",
			"a `ScopeNotActiveException`, unless something copies the attributes of the request to the thread",
			"the one bean of the request, also while the request's own thread uses it",
			"make the bean thread-safe, and take away what copied attributes", AnnotatedMethods.asynchronous()),

	CACHED_METHODS("cached methods that reach a bean of the request",
			"the result is stored, and served to other requests",
			"the result goes to its caller and is not stored; a warning says what was read",
			"put what is read into the key, or use `@RequestCacheable`", AnnotatedMethods.cached()),

	SCOPES_ACTIVATED_BY_HAND("code that makes the request scope active by hand",
			"request-scoped beans can be used there", "it does nothing for request state",
			"take it away where the request comes along by itself; elsewhere use `Propagating`, `@OpensRequestContext` "
					+ "or `RequestContext.run`",
			new HandMadeScopes()),

	CAUGHT_SCOPE_ERRORS("errors of the scope that are caught",
			"outside of a request a `ScopeNotActiveException`, which is a `BeansException`",
			"a `NoRequestContextException`, which is an `IllegalStateException`",
			"ask `RequestContext.currentOrNull()`", new CaughtErrors()),

	PROXIES_OF_SPRING("code that knows Spring's proxies", "what is injected is a `ScopedObject` and `Advised`",
			"it is a `StateProxy`", "to get at the bean itself, call `requestStateTarget()`", new SpringsProxies()),

	BEANS_IN_SESSIONS("session-scoped beans that hold a bean of the request",
			"it is serialized with the session, as a proxy", "a `NotSerializableException`",
			"make the field transient, or keep a copy of what is needed", new SessionFields());

	private final String subject;

	private final String before;

	private final String after;

	private final String remedy;

	private final Search search;

	MigrationRule(String subject, String before, String after, String remedy, Search search) {
		this.subject = subject;
		this.before = before;
		this.after = after;
		this.remedy = remedy;
		this.search = search;
	}

	String subject() {
		return this.subject;
	}

	String before() {
		return this.before;
	}

	String after() {
		return this.after;
	}

	String remedy() {
		return this.remedy;
	}

	/**
	 * Find the places where it matters.
	 */
	List<String> places(RequestScopedBeans beans) {
		return this.search.in(beans).distinct().sorted().toList();
	}

	/**
	 * The same as a rule, which a class without such places keeps.
	 */
	ArchRule toArchRule() {
		return ArchRuleDefinition.all(new Places(this))
			.should(new NotBeThere())
			.as("There should be no " + this.subject)
			.because("with @RequestScope: " + this.before + "; with @RequestState: " + this.after + "; what to do: "
					+ this.remedy + " (" + MigrationReport.GUIDE + ")")
			.allowEmptyShould(true);
	}

	private static final class Places extends AbstractClassesTransformer<String> {

		private final MigrationRule rule;

		Places(MigrationRule rule) {
			super(rule.subject);
			this.rule = rule;
		}

		@Override
		public Iterable<String> doTransform(JavaClasses classes) {
			return this.rule.places(RequestScopedBeans.among(classes));
		}

	}

	private static final class NotBeThere extends ArchCondition<String> {

		NotBeThere() {
			super("not be there");
		}

		@Override
		public void check(String place, ConditionEvents events) {
			events.add(SimpleConditionEvent.violated(place, place));
		}

	}

}
