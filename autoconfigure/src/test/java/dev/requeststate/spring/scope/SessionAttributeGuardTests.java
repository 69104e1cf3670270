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
	void aStandInThatReplacesAnAttributeIsTakenOutToo() {
		this.session.setAttribute("cart", new StandIn());
		HttpSessionBindingEvent event = new HttpSessionBindingEvent(this.session, "cart", "replaced");
		assertThatIllegalStateException().isThrownBy(() -> new SessionAttributeGuard().attributeReplaced(event))
			.withMessageContaining("The stand-in for bean 'cart' was put into the HTTP session as 'cart'");
		assertThat(this.session.getAttributeNames().hasMoreElements()).isFalse();
	}

	// The control: an event has the value that is gone.
	@Test
	void aCopyThatReplacesAStandInStays() {
		this.session.setAttribute("cart", "copy");
		new SessionAttributeGuard().attributeReplaced(new HttpSessionBindingEvent(this.session, "cart", new StandIn()));
		assertThat(this.session.getAttribute("cart")).isEqualTo("copy");
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

	@Test
	void aNameOfTheLongestLengthIsPrintedInFull() {
		String name = "x".repeat(100);
		assertThatIllegalStateException().isThrownBy(() -> add(name)).withMessageContaining("as '" + name + "', and");
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
