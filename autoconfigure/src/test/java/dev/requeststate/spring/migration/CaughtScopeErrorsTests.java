package dev.requeststate.spring.migration;

import dev.requeststate.RequestState;
import dev.requeststate.context.NoRequestContextException;
import org.junit.jupiter.api.Test;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.support.ScopeNotActiveException;
import org.springframework.stereotype.Component;
import org.springframework.web.context.annotation.RequestScope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CaughtScopeErrorsTests {

	@Test
	void errorsThatAreCaughtAroundACallAreFound() {
		assertThat(Scanned.places(MigrationRules.CAUGHT_SCOPE_ERRORS, Catching.class)).containsExactly(
				"Page.byName catches ScopeNotActiveException around Visitor.name()",
				"Page.bySuperclass catches BeansException around Visitor.name()");
	}

	@Test
	void otherErrorsAndOtherCallsAreNotFound() {
		assertThat(Scanned.places(MigrationRules.CAUGHT_SCOPE_ERRORS, NotCatching.class)).isEmpty();
	}

	@Test
	void outsideOfARequestTheErrorIsSpringsAndForRequestStateAnother() {
		BothScopes.application(Catching.Visitor.class, State.class).run((context) -> {
			Catching.Page page = new Catching.Page();
			page.visitor = context.getBean("scoped", Catching.Visitor.class);
			assertThat(page.byName()).isEqualTo("nobody");
			assertThat(page.bySuperclass()).isEqualTo("nobody");
			page.visitor = context.getBean(State.class);
			assertThatExceptionOfType(NoRequestContextException.class).isThrownBy(page::byName);
			assertThatExceptionOfType(NoRequestContextException.class).isThrownBy(page::bySuperclass);
		});
	}

	@RequestState
	@Component
	static class State extends Catching.Visitor {

	}

	static class Catching {

		@RequestScope
		@Component("scoped")
		static class Visitor {

			String name() {
				return "ada";
			}

		}

		static class Page {

			private Visitor visitor;

			String byName() {
				try {
					return this.visitor.name();
				}
				catch (ScopeNotActiveException ex) {
					return "nobody";
				}
			}

			String bySuperclass() {
				try {
					return this.visitor.name();
				}
				catch (BeansException ex) {
					return "nobody";
				}
			}

		}

	}

	static class NotCatching {

		@RequestScope
		static class Visitor {

			String name() {
				return "ada";
			}

		}

		static class Page {

			private Visitor visitor;

			String everything() {
				try {
					return this.visitor.name();
				}
				catch (RuntimeException ex) {
					return "nobody";
				}
			}

			String another() {
				try {
					return toString();
				}
				catch (BeansException ex) {
					return this.visitor.name();
				}
			}

		}

	}

}
