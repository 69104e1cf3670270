package dev.requeststate.spring.migration;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

import dev.requeststate.RequestState;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.servlet.RequestInfoMode;
import dev.requeststate.servlet.RequestStateFilter;
import jakarta.annotation.PreDestroy;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.context.annotation.RequestScope;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

class DestructionOfBeansTests {

	@Test
	void beansWithAnEndAreFound() {
		assertThat(Scanned.places(MigrationRules.DESTRUCTION_OF_BEANS, Ending.class)).containsExactly(
				"@Bean method declared (Object): notify()", "@Bean method inferred (Client): shutdown()",
				"Annotated: end()", "Closeable: close()", "Disposable: destroy()", "Inheriting: end()");
	}

	@Test
	void othersAreNotFound() {
		assertThat(Scanned.places(MigrationRules.DESTRUCTION_OF_BEANS, Endless.class)).isEmpty();
	}

	@Test
	void comesBeforeAnAsynchronousResultAndForRequestStateAfterIt() {
		BothScopes.application(Pages.class, Beans.class).run((context) -> {
			RequestStateFilter filter = new RequestStateFilter(RequestContextFactory.builder().build(), List.of(),
					RequestInfoMode.LAZY);
			MockMvc mvc = MockMvcBuilders.webAppContextSetup(context.getSourceApplicationContext())
				.addFilters(filter)
				.build();
			Pages pages = context.getBean(Pages.class);
			MvcResult started = mvc.perform(get("/page")).andReturn();
			pages.left.countDown();
			started.getAsyncResult();
			mvc.perform(asyncDispatch(started));
			assertThat(pages.journal).containsExactly("scoped destroyed", "result", "state destroyed");
		});
	}

	@Test
	void beginsWithTheFirstThatWasMadeAndForRequestStateWithTheLast() {
		BothScopes.application(Beans.class).run((context) -> {
			Queue<String> journal = new ConcurrentLinkedQueue<>();
			BothScopes.inRequestScope(() -> {
				context.getBean("scoped", Noted.class).begin("scoped one", journal);
				context.getBean("scopedToo", Noted.class).begin("scoped two", journal);
			});
			RequestContext.run("test", () -> {
				context.getBean("state", Noted.class).begin("state one", journal);
				context.getBean("stateToo", Noted.class).begin("state two", journal);
			});
			assertThat(journal).containsExactly("scoped one destroyed", "scoped two destroyed", "state two destroyed",
					"state one destroyed");
		});
	}

	static class Noted {

		private String name;

		private Queue<String> journal;

		void begin(String name, Queue<String> journal) {
			this.name = name;
			this.journal = journal;
		}

		@PreDestroy
		void end() {
			this.journal.add(this.name + " destroyed");
		}

	}

	static class Beans {

		@Bean
		@RequestScope
		Noted scoped() {
			return new Noted();
		}

		@Bean
		@RequestScope
		Noted scopedToo() {
			return new Noted();
		}

		@Bean
		@RequestState
		Noted state() {
			return new Noted();
		}

		@Bean
		@RequestState
		Noted stateToo() {
			return new Noted();
		}

	}

	@Controller
	@EnableWebMvc
	static class Pages {

		private final Queue<String> journal = new ConcurrentLinkedQueue<>();

		private final CountDownLatch left = new CountDownLatch(1);

		private final Noted scoped;

		private final Noted state;

		Pages(Noted scoped, Noted state) {
			this.scoped = scoped;
			this.state = state;
		}

		@GetMapping("/page")
		@ResponseBody
		Callable<String> page() {
			this.scoped.begin("scoped", this.journal);
			this.state.begin("state", this.journal);
			return () -> {
				this.left.await();
				this.journal.add("result");
				return "page";
			};
		}

	}

	static class Ending {

		@Bean(destroyMethod = "notify")
		@RequestScope
		Object declared() {
			return new Object();
		}

		@Bean
		@RequestScope
		Client inferred() {
			return new Client();
		}

		static class Client {

			public void shutdown() {
			}

		}

		@RequestScope
		static class Annotated {

			@PreDestroy
			void end() {
			}

		}

		@RequestScope
		static class Inheriting extends Annotated {

		}

		@RequestScope
		static class Closeable implements AutoCloseable {

			@Override
			public void close() {
			}

		}

		@RequestScope
		static class Disposable implements DisposableBean {

			@Override
			public void destroy() {
			}

		}

	}

	static class Endless {

		@Bean(destroyMethod = "")
		@RequestScope
		Ending.Closeable leftOpen() {
			return new Ending.Closeable();
		}

		@RequestScope
		static class Plain {

			// A component's is not called.
			public void shutdown() {
			}

		}

		static class Singleton {

			@PreDestroy
			void end() {
			}

		}

	}

}
