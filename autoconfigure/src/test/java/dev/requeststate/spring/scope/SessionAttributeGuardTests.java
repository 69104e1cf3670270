package dev.requeststate.spring.scope;

import java.io.NotSerializableException;

import jakarta.servlet.http.HttpSessionBindingEvent;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpSession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link SessionAttributeGuard}.
 */
class SessionAttributeGuardTests {

	private final MockHttpSession session = new MockHttpSession();

	private void add(String name) {
		Object standIn = new StandIn();
		this.session.setAttribute(name, standIn);
		new SessionAttributeGuard().attributeAdded(new HttpSessionBindingEvent(this.session, name, standIn));
	}

	@Test
	void theErrorCannotForgeALogLine() {
		assertThatIllegalStateException().isThrownBy(() -> add("a\r\nb\u0085c\u2028d\u2029e"))
			.withMessageContaining("put into the HTTP session as 'a??b?c?d?e', and was removed");
		assertThat(this.session.getAttributeNames().hasMoreElements()).isFalse();
	}

	@Test
	void theErrorIsShortHoweverLongTheName() {
		assertThatIllegalStateException().isThrownBy(() -> add("x".repeat(10_000)))
			.withMessageContaining("as '" + "x".repeat(100) + "...', and")
			.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(500));
	}

	private static final class StandIn implements StateProxy {

		@Override
		public Object requestStateTarget() {
			return this;
		}

		@Override
		public String requestStateDescription() {
			return "bean 'cart'";
		}

		@Override
		public Object writeReplace() throws NotSerializableException {
			throw new NotSerializableException();
		}

	}

}
