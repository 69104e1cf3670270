package dev.requeststate.spring.migration;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.requeststate.RequestState;
import dev.requeststate.context.RequestContext;
import dev.requeststate.spring.task.PropagatingSimpleAsyncTaskExecutor;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.ScopeNotActiveException;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.stereotype.Component;
import org.springframework.web.context.annotation.RequestScope;

import static org.assertj.core.api.Assertions.assertThat;

class AsynchronousMethodsTests {

	@Test
	void asynchronousMethodsThatReachABeanAreFoundWithTheirWay() {
		assertThat(Scanned.places(MigrationRules.ASYNCHRONOUS_METHODS, Reaching.class)).containsExactly(
				"Letters.send -> Polite.greeting -> Visitor.name", "Mails.send -> Visitor.name",
				"Nightly.run -> Visitor.name");
	}

	@Test
	void othersAreNotFound() {
		assertThat(Scanned.places(MigrationRules.ASYNCHRONOUS_METHODS, NotReaching.class)).isEmpty();
	}

	@Test
	void aCallIsAnErrorAndAsRequestStateTheOneBean() {
		BothScopes.application(Calls.class, Reaching.Visitor.class, MovedVisitor.class).run((context) -> {
			Calls calls = context.getBean(Calls.class);
			BothScopes.inRequestScope(() -> assertThat(calls.call(context.getBean("scoped", Reaching.Visitor.class)))
				.failsWithin(Duration.ofMinutes(1))
				.withThrowableThat()
				.withCauseInstanceOf(ScopeNotActiveException.class));
			RequestContext.run("test", () -> {
				MovedVisitor moved = context.getBean(MovedVisitor.class);
				moved.rename("ada");
				assertThat(calls.call(moved)).succeedsWithin(Duration.ofMinutes(1)).isEqualTo("ada");
			});
		});
	}

	@EnableAsync
	static class Calls {

		@Async
		CompletableFuture<String> call(Reaching.Visitor visitor) {
			return CompletableFuture.completedFuture(visitor.name());
		}

		@Bean
		TaskExecutor taskExecutor() {
			return new PropagatingSimpleAsyncTaskExecutor();
		}

	}

	@RequestState
	@Component
	static class MovedVisitor extends Reaching.Visitor {

		private volatile String name;

		void rename(String name) {
			this.name = name;
		}

		@Override
		String name() {
			return this.name;
		}

	}

	static class Reaching {

		@RequestScope
		@Component("scoped")
		static class Visitor {

			String name() {
				return "ada";
			}

		}

		static class Mails {

			private Visitor visitor;

			@Async
			void send() {
				this.visitor.name();
			}

			void sendNow() {
				this.visitor.name();
			}

		}

		interface Format {

			String greeting();

		}

		static class Polite implements Format {

			private Visitor visitor;

			@Override
			public String greeting() {
				return this.visitor.name();
			}

		}

		static class Letters {

			private Format format;

			@Async
			void send() {
				this.format.greeting();
			}

		}

		@Async
		static class Nightly {

			private Visitor visitor;

			public void run() {
				Runnable work = () -> this.visitor.name();
				work.run();
			}

		}

	}

	static class NotReaching {

		static class Visitor {

			String name() {
				return "ada";
			}

		}

		@RequestScope
		static class Unused {

			private Visitor visitor;

			@Async
			void itself() {
				own();
			}

			void own() {
			}

		}

		static class Mails {

			private Visitor visitor;

			@Async
			void send() {
				this.visitor.name();
				again(1);
			}

			void again(int times) {
				again(times + 1);
			}

		}

		static class Pages {

			private Unused unused;

			void page() {
				this.unused.own();
			}

		}

	}

}
