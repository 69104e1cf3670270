package dev.requeststate.folio.page;

import dev.requeststate.context.RequestContext;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SecureConnection}.
 */
class SecureConnectionTests {

	@Test
	void aRequestOverTlsIsKnownWhereverItIsWorkedOn() {
		assertThat(isSecure(true)).isTrue();
		assertThat(isSecure(false)).isFalse();
	}

	private static boolean isSecure(boolean secure) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setSecure(secure);
		return RequestContext.call("request", () -> {
			new SecureConnection().preHandle(request, new MockHttpServletResponse(), new Object());
			return SecureConnection.isCurrent();
		});
	}

}
