package dev.requeststate.spring.migration;

import dev.requeststate.RequestState;
import dev.requeststate.spring.scope.StateProxy;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.Advised;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.stereotype.Component;
import org.springframework.web.context.annotation.RequestScope;

import static org.assertj.core.api.Assertions.assertThat;

class ProxiesOfSpringTests {

	@Test
	void codeThatKnowsTheProxiesIsFound() {
		assertThat(Scanned.places(MigrationRules.PROXIES_OF_SPRING, Knowing.class)).containsExactly(
				"Page.of calls ScopedObject.getTargetObject()", "Page.of checks for ScopedObject",
				"Page.remove calls ScopedObject.removeFromScope()", "Page.source calls Advised.getTargetSource()");
	}

	@Test
	void otherCodeIsNotFound() {
		assertThat(Scanned.places(MigrationRules.PROXIES_OF_SPRING, NotKnowing.class)).isEmpty();
	}

	@Test
	void whatIsInjectedIsAScopedObjectAndForRequestStateAStateProxy() {
		BothScopes.application(Scoped.class, State.class).run((context) -> {
			assertThat(context.getBean(Scoped.class)).isInstanceOf(ScopedObject.class)
				.isInstanceOf(Advised.class)
				.isNotInstanceOf(StateProxy.class);
			assertThat(context.getBean(State.class)).isInstanceOf(StateProxy.class)
				.isNotInstanceOf(ScopedObject.class)
				.isNotInstanceOf(Advised.class);
		});
	}

	@RequestScope
	@Component
	static class Scoped {

	}

	@RequestState
	@Component
	static class State {

	}

	static class Knowing {

		static class Page {

			Object of(Object bean) {
				return (bean instanceof ScopedObject scoped) ? scoped.getTargetObject() : bean;
			}

			void remove(ScopedObject bean) {
				bean.removeFromScope();
			}

			Object source(Advised bean) {
				return bean.getTargetSource();
			}

		}

	}

	static class NotKnowing {

		static class Page {

			Object of(Object bean) {
				return (bean instanceof StateProxy state) ? state.requestStateTarget() : bean.toString();
			}

		}

	}

}
