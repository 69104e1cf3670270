package dev.requeststate.owned;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.requeststate.RequestState;
import dev.requeststate.autoconfigure.RequestStateAutoConfiguration;
import dev.requeststate.autoconfigure.RequestStateCrossRequestAutoConfiguration;
import dev.requeststate.context.RequestContext;
import dev.requeststate.spring.owned.CrossRequestException;
import dev.requeststate.spring.owned.OwnedBeans;
import dev.requeststate.spring.scope.StateProxy;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.Before;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Lookup;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.EnableAspectJAutoProxy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.core.ResolvableType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Beans of generated classes are the beans that they are without: each bean here is made
 * under the guard and is called from where it may not be as well.
 */
@ExtendWith(OutputCaptureExtension.class)
class OwnedBeansTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(RequestStateAutoConfiguration.class,
				RequestStateCrossRequestAutoConfiguration.class))
		.withPropertyValues("request-state.cross-request-guard=fail", "limit=7");

	@Test
	void constructorsFieldsSettersAndMethodsAreInjected() {
		this.runner.withUserConfiguration(Texts.class, Injected.class).run((context) -> {
			Injected injected = target(context.getBean(Injected.class));
			RequestContext.run("other", () -> assertRefused(injected::constructor));
			assertThat(injected.constructor).isEqualTo("7 second first");
			assertThat(injected.field).isEqualTo("first");
			assertThat(injected.setter).isEqualTo("second");
			assertThat(injected.method).isEqualTo("7 first");
			assertThat(injected.resource).isEqualTo("second");
			assertThat(injected.initialized).isEqualTo("7 second first");
		});
	}

	@Test
	void theConstructorIsChosenThatIsChosenWithoutTheGuard() {
		this.runner.withUserConfiguration(Texts.class, TwoConstructors.class, MarkedConstructor.class)
			.run((context) -> {
				assertThat(target(context.getBean(TwoConstructors.class)).text).isEqualTo("none");
				assertThat(target(context.getBean(MarkedConstructor.class)).text).isEqualTo("marked 7");
			});
	}

	@Test
	void whatTheConstructorCallsPasses() {
		this.runner.withUserConfiguration(CallsItself.class)
			.run((context) -> assertThat(target(context.getBean(CallsItself.class)).name).isEqualTo("name"));
	}

	@Test
	void aMethodForLookupsAndAnAbstractClassAreNoObstacle() {
		this.runner.withUserConfiguration(LooksUp.class, Prototype.class).run((context) -> {
			LooksUp looksUp = context.getBean(LooksUp.class);
			RequestContext.run("request", () -> assertThat(looksUp.fresh()).isNotSameAs(looksUp.fresh()));
			LooksUp target = target(looksUp);
			assertRefused(target::twoFresh);
		});
	}

	@Test
	void methodsForLookupsWithABodyAreWrittenByTheContainerAllTheSame() {
		this.runner.withUserConfiguration(LooksUpOverBodies.class, Prototype.class).run((context) -> {
			LooksUpOverBodies looksUp = context.getBean(LooksUpOverBodies.class);
			RequestContext.run("request", () -> {
				assertThat(looksUp.both()).doesNotContainNull().doesNotHaveDuplicates();
				assertThat(looksUp.open()).isNotNull();
			});
			assertRefused(target(looksUp)::both);
		});
	}

	@Test
	void genericSuperclassesKeepTheirTypes() {
		this.runner.withUserConfiguration(Names.class).run((context) -> {
			Holder<String> names = target(context.getBean(Names.class));
			assertRefused(() -> names.hold("name"));
			assertRefused(names::held);
			assertThat(context.getBeanNamesForType(ResolvableType.forClassWithGenerics(Holder.class, String.class)))
				.hasSize(2);
			assertThat(context.getBeanNamesForType(ResolvableType.forClassWithGenerics(Holder.class, Integer.class)))
				.isEmpty();
		});
	}

	@Test
	void transactionsAreBegunByAnnotationsOnTheClassAndOnMethods() {
		this.runner.withUserConfiguration(Transactions.class, Paying.class).run((context) -> {
			Paying paying = context.getBean(Paying.class);
			Transactions transactions = context.getBean(Transactions.class);
			RequestContext.run("request", () -> {
				paying.pay();
				paying.refund();
			});
			assertThat(transactions.begun).containsExactly("class", "method");
			Paying target = target(paying);
			assertThat(AopUtils.isCglibProxy(target)).isTrue();
			assertRefused(target::pay);
		});
	}

	@Test
	void pointcutsMatchOnceUnlessTheyAreWithinTheClassItself() {
		this.runner.withUserConfiguration(Counted.class, CountingAspect.class).run((context) -> {
			Counted counted = context.getBean(Counted.class);
			RequestContext.run("request", () -> {
				counted.byExecution();
				counted.byAnnotation();
				counted.byClass();
				counted.byPackage();
				counted.byTarget();
				// What names the class, and not those below it, does not match.
				counted.byName();
			});
			assertThat(context.getBean(CountingAspect.class).seen).containsExactly("execution", "@annotation",
					"@within", "within a package", "@target");
			assertRefused(target(counted)::byExecution);
		});
	}

	@Test
	void beansAreFoundByTheirTypeAndTheAnnotationsOfTheirClass() {
		this.runner.withUserConfiguration(Marked.class).run((context) -> {
			String name = "ownedBeansTests.Marked";
			String target = "scopedTarget." + name;
			assertThat(context.getBeanNamesForType(Marked.class)).containsExactlyInAnyOrder(name, target);
			assertThat(context.getType(target)).isEqualTo(Marked.class);
			assertThat(context.getBeanNamesForAnnotation(Mark.class)).contains(target);
			assertThat(context.findAnnotationOnBean(target, Mark.class).value()).isEqualTo("marked");
			RequestContext.run("request", () -> {
				Object bean = context.getBean(target);
				assertThat(bean.getClass().getName()).isEqualTo(Marked.class.getName() + "$$Owned");
				assertThat(ClassUtils.getUserClass(bean)).isEqualTo(Marked.class);
				assertThat(bean.getClass().getDeclaredAnnotations())
					.containsExactlyInAnyOrder(Marked.class.getDeclaredAnnotations());
				assertThat(context.getType(target)).isEqualTo(Marked.class);
			});
		});
	}

	@Test
	void aBeanIsWrittenWithoutItsOwner() {
		this.runner.withUserConfiguration(Written.class).run((context) -> {
			Written written = context.getBean(Written.class);
			RequestContext.run("request", () -> {
				Object target = ((StateProxy) written).requestStateTarget();
				assertThat(JsonMapper.shared().writeValueAsString(target)).isEqualTo("{\"title\":\"written\"}");
				Written read = (Written) writeAndRead(target);
				assertThat(read.getTitle()).isEqualTo("written");
			});
		});
	}

	@Test
	void whatCannotBeCoveredIsLeftAloneAndNamedInTheLog(CapturedOutput output) {
		LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
		logging.setLogLevel(OwnedBeans.class.getName(), LogLevel.DEBUG);
		try {
			this.runner
				.withUserConfiguration(PrivateConstructor.class, OneOfTwoPrivate.class, FinalClass.class, Made.class,
						Making.class)
				.withBean("supplied", PublicBean.class, PublicBean::new,
						(definition) -> definition.setScope("request-state"))
				.run((context) -> {
					assertThat(target(context.getBean(PrivateConstructor.class)).text()).isEqualTo("private");
					assertThat(target(context.getBean(OneOfTwoPrivate.class)).text()).isEqualTo("no argument");
					assertThat(target((Supplier<?>) context.getBean("ownedBeansTests.FinalClass")).get())
						.isEqualTo("final");
					assertThat(target(context.getBean("made", PublicBean.class)).text()).isEqualTo("public");
					assertThat(target(context.getBean("supplied", PublicBean.class)).text()).isEqualTo("public");
					assertThat(output).contains("PrivateConstructor has a private constructor")
						.contains("OneOfTwoPrivate has a private constructor")
						.contains("FinalClass is final")
						.contains("'scopedTarget.made' from other requests are not seen: a method makes it")
						.contains("'scopedTarget.supplied' from other requests are not seen: a supplier makes it")
						.contains("Making makes the bean and is not the bean");
				});
		}
		finally {
			logging.setLogLevel(OwnedBeans.class.getName(), null);
		}
	}

	@Test
	void severalApplicationsShareTheClassAndEachHasItsOwnGuard() {
		this.runner.withUserConfiguration(PublicBean.class).run((first) -> {
			PublicBean ofFirst = target(first.getBean(PublicBean.class));
			this.runner.withUserConfiguration(PublicBean.class)
				.withPropertyValues("request-state.cross-request-guard=warn")
				.run((second) -> {
					PublicBean ofSecond = target(second.getBean(PublicBean.class));
					assertThat(ofSecond.getClass()).isSameAs(ofFirst.getClass());
					assertRefused(ofFirst::text);
					assertThat(ofSecond.text()).isEqualTo("public");
				});
		});
	}

	@Test
	void nothingIsDoneWhereClassesAreGeneratedAheadOfTime() {
		System.setProperty("spring.aot.processing", "true");
		try {
			this.runner.withUserConfiguration(PublicBean.class)
				.run((context) -> assertThat(target(context.getBean(PublicBean.class)).getClass())
					.isEqualTo(PublicBean.class));
		}
		finally {
			System.clearProperty("spring.aot.processing");
		}
	}

	@Test
	void anApplicationThatWasPreparedAheadOfTimeSaysThatItIsOff(CapturedOutput output) {
		LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
		// Whatever tests before this one have left at its parents.
		logging.setLogLevel(OwnedBeans.class.getName(), LogLevel.INFO);
		try {
			this.runner.withUserConfiguration(PublicBean.class)
				.withSystemProperties("spring.aot.enabled=true")
				.run((context) -> {
					assertThat(target(context.getBean(PublicBean.class)).getClass()).isEqualTo(PublicBean.class);
					assertThat(output).containsOnlyOnce(
							"The cross-request guard is off: this application was prepared ahead of time");
				});
		}
		finally {
			logging.setLogLevel(OwnedBeans.class.getName(), null);
		}
	}

	@SuppressWarnings("unchecked")
	private static <T> T target(T standIn) {
		return RequestContext.call("owner", () -> (T) ((StateProxy) standIn).requestStateTarget());
	}

	private static void assertRefused(Runnable call) {
		assertThatExceptionOfType(CrossRequestException.class).isThrownBy(call::run)
			.withMessageContaining("(owner) was called from");
	}

	private static Object writeAndRead(Object object) {
		try {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
				out.writeObject(object);
			}
			try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
				return in.readObject();
			}
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	@Retention(RetentionPolicy.RUNTIME)
	@interface Mark {

		String value();

	}

	@Configuration(proxyBeanMethods = false)
	static class Texts {

		@Bean
		String first() {
			return "first";
		}

		@Bean
		String second() {
			return "second";
		}

	}

	@RequestState
	static class Injected {

		@Autowired
		@Qualifier("first")
		String field;

		@Resource(name = "second")
		String resource;

		String setter;

		String method;

		String initialized;

		final String constructor;

		// The last one is told from the other by its name alone.
		Injected(@Value("${limit}") int limit, @Qualifier("second") String qualified, String first) {
			this.constructor = limit + " " + qualified + " " + first;
		}

		@Autowired
		public void setSetter(@Qualifier("second") String setter) {
			this.setter = setter;
		}

		@Autowired
		void method(@Value("${limit}") int limit, String first) {
			this.method = limit + " " + first;
		}

		@PostConstruct
		void initialize() {
			this.initialized = constructor();
		}

		String constructor() {
			return this.constructor;
		}

	}

	@RequestState
	static class TwoConstructors {

		final String text;

		TwoConstructors() {
			this.text = "none";
		}

		TwoConstructors(String first) {
			this.text = first;
		}

	}

	@RequestState
	static class MarkedConstructor {

		final String text;

		MarkedConstructor() {
			this.text = "none";
		}

		@Autowired
		MarkedConstructor(@Value("${limit}") long limit) {
			this.text = "marked " + limit;
		}

	}

	@RequestState
	static class CallsItself {

		final String name;

		CallsItself() {
			this.name = name();
		}

		String name() {
			return "name";
		}

	}

	@Component
	@Scope("prototype")
	static class Prototype {

	}

	@RequestState
	abstract static class LooksUp {

		@Lookup
		abstract Prototype fresh();

		List<Prototype> twoFresh() {
			return List.of(fresh(), fresh());
		}

	}

	@RequestState
	static class LooksUpOverBodies {

		@Lookup
		protected Prototype hidden() {
			return null;
		}

		@Lookup
		public Prototype open() {
			throw new IllegalStateException("the container writes this");
		}

		List<Prototype> both() {
			return List.of(hidden(), open());
		}

	}

	abstract static class Holder<T> {

		private T held;

		public void hold(T held) {
			this.held = held;
		}

		public T held() {
			return this.held;
		}

	}

	@RequestState
	static class Names extends Holder<String> {

		@Override
		public String held() {
			return super.held();
		}

	}

	@EnableTransactionManagement
	@Configuration(proxyBeanMethods = false)
	static class Transactions extends AbstractPlatformTransactionManager {

		final transient List<String> begun = new ArrayList<>();

		@Override
		protected Object doGetTransaction() {
			return this;
		}

		@Override
		protected void doBegin(Object transaction, TransactionDefinition definition) {
			this.begun.add(definition.isReadOnly() ? "class" : "method");
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
		}

		@Override
		protected void doRollback(DefaultTransactionStatus status) {
		}

	}

	@RequestState
	@Transactional(readOnly = true)
	static class Paying {

		void pay() {
		}

		@Transactional
		void refund() {
		}

	}

	@RequestState
	@Mark("within")
	static class Counted {

		void byExecution() {
		}

		@Mark("method")
		void byAnnotation() {
		}

		void byClass() {
		}

		void byPackage() {
		}

		void byTarget() {
		}

		void byName() {
		}

	}

	@Aspect
	@EnableAspectJAutoProxy
	static class CountingAspect {

		final List<String> seen = new ArrayList<>();

		@Before("execution(* dev.requeststate.owned.OwnedBeansTests.Counted.byExecution())")
		void execution() {
			this.seen.add("execution");
		}

		@Before("@annotation(dev.requeststate.owned.OwnedBeansTests.Mark)")
		void annotation() {
			this.seen.add("@annotation");
		}

		@Before("@within(dev.requeststate.owned.OwnedBeansTests.Mark) && execution(* byClass())")
		void annotatedClass() {
			this.seen.add("@within");
		}

		@Before("within(dev.requeststate.owned..*) && execution(* byPackage())")
		void inPackage() {
			this.seen.add("within a package");
		}

		@Before("@target(dev.requeststate.owned.OwnedBeansTests.Mark) && execution(* byTarget())")
		void annotatedTarget() {
			this.seen.add("@target");
		}

		@Before("within(dev.requeststate.owned.OwnedBeansTests.Counted) && execution(* byName())")
		void inClass() {
			this.seen.add("within");
		}

	}

	@RequestState
	@Mark("marked")
	static class Marked {

	}

	@RequestState
	static class Written implements Serializable {

		private static final long serialVersionUID = 1L;

		public String getTitle() {
			return "written";
		}

	}

	@RequestState
	static class PrivateConstructor {

		private PrivateConstructor() {
		}

		String text() {
			return "private";
		}

	}

	@RequestState
	static class OneOfTwoPrivate {

		private final String text;

		private OneOfTwoPrivate() {
			this.text = "no argument";
		}

		OneOfTwoPrivate(int number) {
			this.text = "number";
		}

		String text() {
			return this.text;
		}

	}

	@Component
	@Scope(scopeName = "request-state", proxyMode = ScopedProxyMode.INTERFACES)
	static final class FinalClass implements Supplier<String> {

		@Override
		public String get() {
			return "final";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Made {

		@Bean
		@RequestState
		PublicBean made() {
			return new PublicBean();
		}

	}

	@RequestState
	static class Making implements FactoryBean<CharSequence> {

		@Override
		public CharSequence getObject() {
			return "made";
		}

		@Override
		public Class<?> getObjectType() {
			return CharSequence.class;
		}

	}

	@RequestState
	public static class PublicBean {

		public String text() {
			return "public";
		}

	}

}
