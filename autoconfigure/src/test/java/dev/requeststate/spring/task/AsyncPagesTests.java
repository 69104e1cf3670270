package dev.requeststate.spring.task;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.requeststate.RequestState;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextClosedException;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.servlet.RequestInfo;
import dev.requeststate.spring.lifecycle.Application;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every way in which Spring MVC leaves the request's thread by itself, on a server, with
 * nothing written for it. Boot heeds the property for virtual threads from JDK 21 on.
 */
class AsyncPagesTests {

	private static final String[] PATHS = { "/callable", "/web-async-task", "/streaming", "/async", "/async-future",
			"/mono", "/flux" };

	private static volatile CountDownLatch release;

	private static volatile CompletableFuture<String> result;

	private static volatile CompletableFuture<Throwable> failure;

	private Application application;

	@BeforeEach
	void reset() {
		release = new CountDownLatch(1);
		result = new CompletableFuture<>();
		failure = new CompletableFuture<>();
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.threads.virtual.enabled=false", "spring.threads.virtual.enabled=true",
			"spring.task.execution.propagate-context=true" })
	void everyPageSeesItsRequestOnTheOtherThread(String property) throws Exception {
		start(property);
		for (int i = 0; i < 3; i++) {
			for (String path : PATHS) {
				assertThat(this.application.get(path)).as(path).isEqualTo("GET " + path + " 1 2 other thread");
			}
		}
		this.application.awaitAllClosed();
		assertThat(this.application.bean(RequestContextFactory.class).opened()).isEqualTo(3L * PATHS.length);
	}

	// The control: the same pages, with the automatic part switched off.
	@Test
	void withoutPropagationTheOtherThreadHasNone() throws Exception {
		start("request-state.propagation.enabled=false");
		assertThat(this.application.get("/outside")).isEqualTo("none");
		assertThat(this.application.send("/callable").get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(500);
	}

	@Test
	void withPropagationTheOtherThreadHasIt() throws Exception {
		start();
		assertThat(this.application.get("/outside")).isEqualTo("GET /outside");
	}

	@Test
	void anAsynchronousMethodMayGoOnLongAfterTheResponse() throws Exception {
		start();
		assertThat(this.application.get("/long")).isEqualTo("started");
		RequestContextFactory factory = this.application.bean(RequestContextFactory.class);
		Awaitility.await().until(() -> factory.openContexts().list().size() == 1);
		// Another request on the same connection meanwhile.
		assertThat(this.application.get("/callable")).isEqualTo("GET /callable 1 2 other thread");
		release.countDown();
		assertThat(result.get(10, TimeUnit.SECONDS)).isEqualTo("GET /long 2 /long");
		this.application.awaitAllClosed();
	}

	@Test
	void aHopByReactorAloneKeepsNothingOpen() throws Exception {
		start();
		assertThat(this.application.get("/late")).isEqualTo("started");
		this.application.awaitAllClosed();
		release.countDown();
		assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(RequestContextClosedException.class);
	}

	private void start(String... properties) {
		String[] all = new String[properties.length + 1];
		all[0] = "spring.reactor.context-propagation=auto";
		System.arraycopy(properties, 0, all, 1, properties.length);
		this.application = Application.start(Pages.class, all);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@Import({ Controller.class, Worker.class })
	static class Pages {

		@Bean
		@RequestState
		Visits visits() {
			return new Visits();
		}

	}

	static class Visits {

		private int count;

		private Thread first;

		synchronized int visit() {
			if (this.first == null) {
				this.first = Thread.currentThread();
			}
			return ++this.count;
		}

		synchronized String thread() {
			return (this.first != Thread.currentThread()) ? "other thread" : "same thread";
		}

	}

	static class Worker {

		private final Visits visits;

		Worker(Visits visits) {
			this.visits = visits;
		}

		@Async
		public CompletableFuture<String> work(int before) {
			return CompletableFuture.completedFuture(seen(this.visits, before));
		}

		@Async
		public void work(int before, CompletableFuture<String> done) {
			done.complete(seen(this.visits, before));
		}

		@Async
		public void workLong() throws InterruptedException {
			release.await(20, TimeUnit.SECONDS);
			result.complete(
					RequestContext.current().name() + " " + this.visits.visit() + " " + RequestInfo.current().path());
		}

	}

	private static String seen(Visits visits, int before) {
		return RequestContext.current().name() + " " + before + " " + visits.visit() + " " + visits.thread();
	}

	@RestController
	static class Controller {

		private final Visits visits;

		private final Worker worker;

		Controller(Visits visits, Worker worker) {
			this.visits = visits;
			this.worker = worker;
		}

		@GetMapping("/callable")
		Callable<String> callable() {
			int before = this.visits.visit();
			return () -> seen(this.visits, before);
		}

		@GetMapping("/web-async-task")
		WebAsyncTask<String> webAsyncTask() {
			int before = this.visits.visit();
			return new WebAsyncTask<>(10_000L, () -> seen(this.visits, before));
		}

		@GetMapping("/streaming")
		StreamingResponseBody streaming() {
			int before = this.visits.visit();
			return (stream) -> stream.write(seen(this.visits, before).getBytes(StandardCharsets.UTF_8));
		}

		@GetMapping("/async")
		CompletableFuture<String> async() {
			CompletableFuture<String> done = new CompletableFuture<>();
			this.worker.work(this.visits.visit(), done);
			return done;
		}

		@GetMapping("/async-future")
		CompletableFuture<String> asyncFuture() {
			return this.worker.work(this.visits.visit());
		}

		@GetMapping("/mono")
		Mono<String> mono() {
			int before = this.visits.visit();
			return Mono.fromCallable(() -> seen(this.visits, before)).subscribeOn(Schedulers.boundedElastic());
		}

		@GetMapping("/flux")
		Flux<String> flux() {
			int before = this.visits.visit();
			return Flux.just(before).publishOn(Schedulers.parallel()).map((visit) -> seen(this.visits, visit));
		}

		@GetMapping("/outside")
		Callable<String> outside() {
			return () -> {
				RequestContext context = RequestContext.currentOrNull();
				return (context != null) ? context.name() : "none";
			};
		}

		@GetMapping("/long")
		String longWork() throws InterruptedException {
			this.visits.visit();
			this.worker.workLong();
			return "started";
		}

		@GetMapping("/late")
		String late() {
			Mono.fromCallable(() -> {
				release.await(20, TimeUnit.SECONDS);
				return this.visits.visit();
			}).subscribeOn(Schedulers.boundedElastic()).subscribe((visit) -> {
			}, failure::complete);
			return "started";
		}

	}

}
