package dev.requeststate.spring.migration;

import java.util.concurrent.atomic.AtomicInteger;

import dev.requeststate.RequestState;
import dev.requeststate.context.RequestContext;
import dev.requeststate.spring.scope.StateProxy;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.web.context.annotation.RequestScope;

import static org.assertj.core.api.Assertions.assertThat;

class UnproxiedBeansTests {

	@Test
	void beansWithoutAProxyAreFound() {
		assertThat(Scanned.places(MigrationRules.UNPROXIED_BEANS, Unproxied.class))
			.containsExactly("@Bean method text (CharSequence)", "No", "None");
	}

	@Test
	void beansWithAProxyAreNotFound() {
		assertThat(Scanned.places(MigrationRules.UNPROXIED_BEANS, Proxied.class)).isEmpty();
	}

	@Test
	void isMadeWhenItIsLookedUpAndAsRequestStateWhenItIsCalled() {
		AtomicInteger made = new AtomicInteger();
		BothScopes.application()
			.withBean("made", AtomicInteger.class, () -> made)
			.withUserConfiguration(Counted.class, MovedCounted.class)
			.run((context) -> {
				BothScopes.inRequestScope(() -> {
					assertThat(context.getBean("counted").getClass()).isEqualTo(CountedBean.class);
					assertThat(made).hasValue(1);
				});
				RequestContext.run("test", () -> {
					CountedBean moved = context.getBean("moved", CountedBean.class);
					assertThat(moved).isInstanceOf(StateProxy.class);
					assertThat(made).hasValue(1);
					moved.touch();
					assertThat(made).hasValue(2);
				});
			});
	}

	static class CountedBean {

		CountedBean(AtomicInteger made) {
			made.incrementAndGet();
		}

		void touch() {
		}

	}

	static class Counted {

		@Bean
		@Scope("request")
		CountedBean counted(AtomicInteger made) {
			return new CountedBean(made);
		}

	}

	static class MovedCounted {

		@Bean
		@RequestState
		CountedBean moved(AtomicInteger made) {
			return new CountedBean(made);
		}

	}

	static class Unproxied {

		@Bean
		@Scope("request")
		CharSequence text() {
			return "text";
		}

		@Scope("request")
		static class None {

		}

		@RequestScope(proxyMode = ScopedProxyMode.NO)
		static class No {

		}

	}

	static class Proxied {

		@Bean
		@RequestScope
		CharSequence text() {
			return "text";
		}

		@RequestScope
		static class TargetClass {

		}

		@Scope(scopeName = "request", proxyMode = ScopedProxyMode.INTERFACES)
		static class Interfaces {

		}

		@Scope("prototype")
		static class Prototype {

		}

	}

}
