package dev.requeststate.spring.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.requeststate.OpensRequestContext;
import dev.requeststate.RequestState;
import dev.requeststate.autoconfigure.RequestStateAutoConfiguration;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.spring.scope.InvalidStateBeanException;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

class OpensRequestContextTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(RequestStateAutoConfiguration.class, AopAutoConfiguration.class,
				TaskExecutionAutoConfiguration.class, TaskSchedulingAutoConfiguration.class))
		.withUserConfiguration(Notes.class);

	@Test
	void aMethodHasAContextOfItsOwnForEachCall() {
		this.runner.withUserConfiguration(Jobs.class).run((context) -> {
			Jobs jobs = context.getBean(Jobs.class);
			assertThat(jobs.named()).isEqualTo("send reminders 1");
			assertThat(jobs.named()).isEqualTo("send reminders 1");
			assertThat(RequestContext.currentOrNull()).isNull();
			assertAllClosed(context.getBean(RequestContextFactory.class), 2);
		});
	}

	@Test
	void theContextIsNamedAfterClassAndMethod() {
		this.runner.withUserConfiguration(Jobs.class)
			.run((context) -> assertThat(context.getBean(Jobs.class).unnamed()).isEqualTo("Jobs.unnamed"));
	}

	@Test
	void aMethodWithoutTheAnnotationHasNone() {
		this.runner.withUserConfiguration(Jobs.class)
			.run((context) -> assertThat(context.getBean(Jobs.class).plain()).isNull());
	}

	@Test
	void aCallInsideTheSameBeanOpensNothing() {
		this.runner.withUserConfiguration(Jobs.class).run((context) -> {
			assertThat(context.getBean(Jobs.class).callsItself()).isNull();
			assertAllClosed(context.getBean(RequestContextFactory.class), 0);
		});
	}

	@Test
	void insideARequestTheContextIsASeparateOne() {
		this.runner.withUserConfiguration(Jobs.class).run((context) -> {
			RequestContextFactory factory = context.getBean(RequestContextFactory.class);
			factory.run("outer", () -> {
				RequestContext outer = RequestContext.current();
				assertThat(context.getBean(Jobs.class).unnamed()).isEqualTo("Jobs.unnamed");
				assertThat(RequestContext.current()).isSameAs(outer);
			});
			assertAllClosed(factory, 2);
		});
	}

	@Test
	void everyPublicMethodOfAnAnnotatedClassHasOne() {
		this.runner.withUserConfiguration(AnnotatedClass.class).run((context) -> {
			AnnotatedClass bean = context.getBean(AnnotatedClass.class);
			assertThat(bean.first()).isEqualTo("the class");
			assertThat(bean.second()).isEqualTo("its own");
			assertThat(bean.toString()).isNotNull();
			assertAllClosed(context.getBean(RequestContextFactory.class), 2);
		});
	}

	@ParameterizedTest
	@MethodSource("proxies")
	void aMethodThatAnInterfaceAnnotatesHasOne(String proxyTargetClass) {
		this.runner.withUserConfiguration(ByInterface.class)
			.withPropertyValues("spring.aop.proxy-target-class=" + proxyTargetClass)
			.run((context) -> assertThat(context.getBean(Job.class).run()).isEqualTo("from the interface"));
	}

	@Test
	void whatAMethodThrowsComesOutAndTheContextIsClosed() {
		this.runner.withUserConfiguration(Jobs.class).run((context) -> {
			assertThat(catchThrowable(() -> context.getBean(Jobs.class).fails())).isInstanceOf(IOException.class);
			assertAllClosed(context.getBean(RequestContextFactory.class), 1);
		});
	}

	@ParameterizedTest
	@MethodSource("ends")
	void theContextStaysOpenUntilTheStageThatIsReturnedIsComplete(Consumer<CompletableFuture<String>> end) {
		this.runner.withUserConfiguration(Jobs.class).run((context) -> {
			RequestContextFactory factory = context.getBean(RequestContextFactory.class);
			Jobs jobs = context.getBean(Jobs.class);
			CompletableFuture<String> stage = jobs.stage();
			assertThat(factory.openContexts().list()).extracting(RequestContext::name).containsExactly("Jobs.stage");
			end.accept(stage);
			assertAllClosed(factory, 1);
		});
	}

	@Test
	void anAsynchronousMethodHasItOnItsOwnThread() {
		this.runner.withUserConfiguration(AsyncJobs.class).run((context) -> {
			String where = context.getBean(AsyncJobs.class).run().get(10, TimeUnit.SECONDS);
			assertThat(where).startsWith("AsyncJobs.run on task-");
		});
	}

	@Test
	void aScheduledMethodHasOneForEachRun() {
		this.runner.withUserConfiguration(ScheduledJobs.class).run((context) -> {
			ScheduledJobs jobs = context.getBean(ScheduledJobs.class);
			assertThat(jobs.seen.poll(10, TimeUnit.SECONDS)).isEqualTo("tick 1");
			assertThat(jobs.seen.poll(10, TimeUnit.SECONDS)).isEqualTo("tick 1");
		});
	}

	@Test
	void anEventListenerHasOne() {
		this.runner.withUserConfiguration(Jobs.class).run((context) -> {
			context.publishEvent("hello");
			assertThat(context.getBean(Jobs.class).heard()).containsExactly("hello in Jobs.hear");
		});
	}

	@Test
	void theContextIsAroundTheTransaction() {
		this.runner.withUserConfiguration(TransactionalJobs.class).run((context) -> {
			context.getBean(TransactionalJobs.class).run();
			assertThat(context.getBean(TransactionalJobs.class).steps()).containsExactly(
					"begin in TransactionalJobs.run", "work in TransactionalJobs.run",
					"commit in TransactionalJobs.run", "destroy");
		});
	}

	@ParameterizedTest
	@MethodSource("impossible")
	void whereNoProxyCanDoItTheApplicationDoesNotStart(Class<?> type, String reason) {
		this.runner.withBean(type)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidStateBeanException.class, (ex) -> {
					assertThat(ex.description()).contains(type.getName(), reason);
					assertThat(ex.action()).contains("RequestContext.run");
				}));
	}

	private static Stream<Arguments> impossible() {
		return Stream.of(argumentSet("private", PrivateJob.class, "is private"),
				argumentSet("final method", FinalJob.class, "is final"),
				argumentSet("static", StaticJob.class, "is static"),
				argumentSet("final class", FinalClass.class, "is final"),
				argumentSet("final method of an annotated class", FinalInAnnotated.class, "is final"));
	}

	private static Stream<String> proxies() {
		return Stream.of("true", "false");
	}

	private static Stream<Arguments> ends() {
		return Stream.of(
				argumentSet("completed", (Consumer<CompletableFuture<String>>) (stage) -> stage.complete("done")),
				argumentSet("failed",
						(Consumer<CompletableFuture<String>>) (stage) -> stage
							.completeExceptionally(new IllegalStateException())),
				argumentSet("cancelled", (Consumer<CompletableFuture<String>>) (stage) -> stage.cancel(false)));
	}

	private static void assertAllClosed(RequestContextFactory factory, long expected) {
		assertThat(factory.opened()).isEqualTo(expected);
		assertThat(factory.closed()).isEqualTo(expected);
	}

	private static @Nullable String current() {
		RequestContext context = RequestContext.currentOrNull();
		return (context != null) ? context.name() : null;
	}

	@RequestState
	static class Notes {

		private int count;

		int count() {
			return ++this.count;
		}

	}

	static class Jobs {

		private final CompletableFuture<String> stage = new CompletableFuture<>();

		private final List<String> heard = new ArrayList<>();

		private final Notes notes;

		Jobs(Notes notes) {
			this.notes = notes;
		}

		@OpensRequestContext("send reminders")
		String named() {
			return current() + " " + this.notes.count();
		}

		@OpensRequestContext
		public String unnamed() {
			return current();
		}

		String plain() {
			return current();
		}

		String callsItself() {
			return unnamed();
		}

		@OpensRequestContext
		public void fails() throws IOException {
			throw new IOException("on purpose");
		}

		@OpensRequestContext
		public CompletableFuture<String> stage() {
			return this.stage;
		}

		@EventListener(classes = String.class)
		@OpensRequestContext
		public void hear(String text) {
			this.heard.add(text + " in " + current());
		}

		List<String> heard() {
			return this.heard;
		}

	}

	@OpensRequestContext("the class")
	static class AnnotatedClass {

		public String first() {
			return current();
		}

		@OpensRequestContext("its own")
		public String second() {
			return current();
		}

	}

	interface Job {

		@OpensRequestContext("from the interface")
		String run();

	}

	static class ByInterface implements Job {

		@Override
		public String run() {
			return current();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@Import(AsyncJobs.Worker.class)
	static class AsyncJobs {

		private final ObjectProvider<Worker> worker;

		AsyncJobs(ObjectProvider<Worker> worker) {
			this.worker = worker;
		}

		CompletableFuture<String> run() {
			return this.worker.getObject().run();
		}

		static class Worker {

			@Async
			@OpensRequestContext("AsyncJobs.run")
			public CompletableFuture<String> run() {
				return CompletableFuture.completedFuture(current() + " on " + Thread.currentThread().getName());
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class ScheduledJobs {

		private final LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();

		@Bean
		Ticker ticker(Notes notes) {
			return new Ticker(notes, this.seen);
		}

	}

	static class Ticker {

		private final Notes notes;

		private final LinkedBlockingQueue<String> seen;

		Ticker(Notes notes, LinkedBlockingQueue<String> seen) {
			this.notes = notes;
			this.seen = seen;
		}

		@Scheduled(fixedRate = 10)
		@OpensRequestContext("tick")
		public void tick() {
			this.seen.add(current() + " " + this.notes.count());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement(proxyTargetClass = true)
	static class TransactionalJobs {

		private final List<String> steps = new ArrayList<>();

		private final ObjectProvider<TransactionalJob> job;

		TransactionalJobs(ObjectProvider<TransactionalJob> job) {
			this.job = job;
		}

		void run() {
			this.job.getObject().run();
		}

		List<String> steps() {
			return this.steps;
		}

		@Bean
		TransactionalJob job(Destroyed destroyed) {
			return new TransactionalJob(this.steps, destroyed);
		}

		@Bean
		@RequestState
		Destroyed destroyed() {
			return new Destroyed(this.steps);
		}

		@Bean
		PlatformTransactionManager transactionManager() {
			return new Recording(this.steps);
		}

	}

	static class Destroyed {

		private final List<String> steps;

		Destroyed(List<String> steps) {
			this.steps = steps;
		}

		void use() {
		}

		@PreDestroy
		void destroy() {
			this.steps.add("destroy");
		}

	}

	static class TransactionalJob {

		private final List<String> steps;

		private final Destroyed destroyed;

		TransactionalJob(List<String> steps, Destroyed destroyed) {
			this.steps = steps;
			this.destroyed = destroyed;
		}

		@Transactional
		@OpensRequestContext("TransactionalJobs.run")
		public void run() {
			this.destroyed.use();
			this.steps.add("work in " + current());
		}

	}

	@SuppressWarnings("serial") // as its superclass
	private static final class Recording extends AbstractPlatformTransactionManager {

		private final transient List<String> steps;

		Recording(List<String> steps) {
			this.steps = steps;
		}

		@Override
		protected Object doGetTransaction() {
			return new Object();
		}

		@Override
		protected void doBegin(Object transaction, TransactionDefinition definition) {
			this.steps.add("begin in " + current());
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
			this.steps.add("commit in " + current());
		}

		@Override
		protected void doRollback(DefaultTransactionStatus status) {
			this.steps.add("rollback in " + current());
		}

	}

	static class PrivateJob {

		@OpensRequestContext
		private void run() {
		}

	}

	static class FinalJob {

		@OpensRequestContext
		public final void run() {
		}

	}

	static class StaticJob {

		@OpensRequestContext
		static void run() {
		}

	}

	static final class FinalClass {

		@OpensRequestContext
		public void run() {
		}

	}

	@OpensRequestContext
	static class FinalInAnnotated {

		public final void run() {
		}

	}

}
