package dev.requeststate.spring.migration;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import dev.requeststate.RequestState;
import dev.requeststate.context.RequestContext;
import dev.requeststate.propagation.Propagating;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.ScopeNotActiveException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.stereotype.Component;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.annotation.RequestScope;
import org.springframework.web.context.annotation.SessionScope;

import static org.assertj.core.api.Assertions.assertThat;

class BeansLeftInTheRequestScopeTests {

	@Test
	void beansAreFoundHoweverTheirScopeIsDeclared() {
		assertThat(Scanned.places(MigrationRules.BEANS_LEFT_IN_THE_REQUEST_SCOPE, Left.class)).containsExactly(
				"@Bean method text (CharSequence)", "Composed", "ComposedOfComposed", "Named", "Plain", "Scoped");
	}

	@Test
	void otherBeansAreNotFound() {
		assertThat(Scanned.places(MigrationRules.BEANS_LEFT_IN_THE_REQUEST_SCOPE, Moved.class)).isEmpty();
	}

	@Test
	void aBeanOfTheRequestScopeIsThereOnTheThreadOfItsDispatch() {
		Executor newThread = Propagating.executor((task) -> new Thread(task).start());
		BothScopes.application(Scoped.class, MovedScoped.class).run((context) -> {
			BothScopes.inRequestScope(() -> {
				Scoped scoped = context.getBean("scoped", Scoped.class);
				scoped.setName("ada");
				assertThat(CompletableFuture.supplyAsync(scoped::name, newThread)).failsWithin(Duration.ofMinutes(1))
					.withThrowableThat()
					.withCauseInstanceOf(ScopeNotActiveException.class);
			});
			RequestContext.run("test", () -> {
				MovedScoped moved = context.getBean(MovedScoped.class);
				moved.setName("ada");
				assertThat(CompletableFuture.supplyAsync(moved::name, newThread)).succeedsWithin(Duration.ofMinutes(1))
					.isEqualTo("ada");
			});
		});
	}

	@RequestScope
	@Component("scoped")
	static class Scoped {

		private volatile String name;

		void setName(String name) {
			this.name = name;
		}

		String name() {
			return this.name;
		}

	}

	@RequestState
	@Component
	static class MovedScoped extends Scoped {

	}

	static class Left {

		@Bean
		@RequestScope
		CharSequence text() {
			return "text";
		}

		@RequestScope
		static class Scoped {

		}

		@Scope("request")
		static class Plain {

		}

		@Scope(scopeName = WebApplicationContext.SCOPE_REQUEST, proxyMode = ScopedProxyMode.INTERFACES)
		static class Named {

		}

		@OurRequest
		static class Composed {

		}

		@OurController
		static class ComposedOfComposed {

		}

	}

	@RequestScope
	@Retention(RetentionPolicy.RUNTIME)
	@interface OurRequest {

	}

	@OurRequest
	@Retention(RetentionPolicy.RUNTIME)
	@interface OurController {

	}

	static class Moved {

		@Bean
		@RequestState
		CharSequence text() {
			return "text";
		}

		@RequestState
		static class State {

		}

		@SessionScope
		static class Session {

		}

		@Scope("prototype")
		static class Prototype {

		}

		@Component
		static class Singleton {

		}

		@RequestScope
		@Retention(RetentionPolicy.RUNTIME)
		@interface NotABean {

		}

	}

}
