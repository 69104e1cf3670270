package dev.requeststate.spring.migration;

import dev.requeststate.RequestState;
import dev.requeststate.context.NoRequestContextException;
import org.junit.jupiter.api.Test;

import org.springframework.context.support.SimpleThreadScope;
import org.springframework.stereotype.Component;
import org.springframework.web.context.annotation.RequestScope;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.RequestContextListener;
import org.springframework.web.filter.RequestContextFilter;
import org.springframework.web.servlet.DispatcherServlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ScopesActivatedByHandTests {

	@Test
	void codeThatMakesTheScopeActiveIsFound() {
		assertThat(Scanned.places(MigrationRules.SCOPES_ACTIVATED_BY_HAND, ByHand.class)).containsExactly(
				"Carrying.carry calls RequestContextHolder.setRequestAttributes()",
				"Inheriting.filter calls RequestContextFilter.setThreadContextInheritable()",
				"Inheriting.servlet calls DispatcherServlet.setThreadContextInheritable()",
				"Jobs.scope calls new SimpleThreadScope()", "Listening.listener calls new RequestContextListener()");
	}

	@Test
	void codeThatOnlyReadsTheScopeIsNotFound() {
		assertThat(Scanned.places(MigrationRules.SCOPES_ACTIVATED_BY_HAND, Reading.class)).isEmpty();
	}

	@Test
	void attributesOnTheThreadMakeTheScopeActiveAndNotForRequestState() {
		BothScopes.application(Scoped.class, State.class).run((context) -> BothScopes.inRequestScope(() -> {
			assertThat(context.getBean(Scoped.class).name()).isEqualTo("scoped");
			State state = context.getBean(State.class);
			assertThatExceptionOfType(NoRequestContextException.class).isThrownBy(state::name);
		}));
	}

	@Test
	void aScopeOfTheThreadTakesThePlaceOfTheRequestAndNotForRequestState() {
		BothScopes.application(Scoped.class, State.class)
			.withInitializer((context) -> context
				.addBeanFactoryPostProcessor((factory) -> factory.registerScope("request", new SimpleThreadScope())))
			.run((context) -> {
				assertThat(context.getBean(Scoped.class).name()).isEqualTo("scoped");
				State state = context.getBean(State.class);
				assertThatExceptionOfType(NoRequestContextException.class).isThrownBy(state::name);
			});
	}

	@RequestScope
	@Component
	static class Scoped {

		String name() {
			return "scoped";
		}

	}

	@RequestState
	@Component
	static class State {

		String name() {
			return "state";
		}

	}

	static class ByHand {

		static class Carrying {

			Runnable carry(Runnable task) {
				RequestAttributes attributes = RequestContextHolder.currentRequestAttributes();
				return () -> {
					RequestContextHolder.setRequestAttributes(attributes);
					task.run();
				};
			}

		}

		static class Inheriting {

			void filter(RequestContextFilter filter) {
				filter.setThreadContextInheritable(true);
			}

			void servlet(DispatcherServlet servlet) {
				servlet.setThreadContextInheritable(true);
			}

		}

		static class Listening {

			Object listener() {
				return new RequestContextListener();
			}

		}

		static class Jobs {

			Object scope() {
				return new SimpleThreadScope();
			}

		}

	}

	static class Reading {

		static class Page {

			Object current() {
				return RequestContextHolder.getRequestAttributes();
			}

			Object filter() {
				return new RequestContextFilter();
			}

		}

	}

}
