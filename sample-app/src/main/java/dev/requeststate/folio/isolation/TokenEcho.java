package dev.requeststate.folio.isolation;

import dev.requeststate.context.RequestLocal;
import dev.requeststate.folio.page.Head;
import dev.requeststate.folio.page.Router;
import dev.requeststate.servlet.ResponseHeaders;
import jakarta.servlet.http.Cookie;

import org.springframework.stereotype.Component;

/**
 * Sends this request's token back. Every section does so, as if it were the only one: the
 * head keeps one element for each key, and the response is told once.
 */
@Component
final class TokenEcho {

	private final Router router;

	private final RequestLocal<String> inResponse = RequestLocal.withInitial("isolation-token-echo", this::respond);

	TokenEcho(Router router) {
		this.router = router;
	}

	/**
	 * Put the token into the response's headers and into a head.
	 */
	void into(Head head) {
		head.meta("request-token", this.inResponse.get());
		head.canonical(this.router.pathname());
	}

	String token() {
		return this.router.params().getOrDefault("token", "");
	}

	private String respond() {
		String token = token();
		ResponseHeaders response = ResponseHeaders.current();
		response.set("X-Request-Token", token);
		Cookie seen = new Cookie("seen", token);
		seen.setPath("/isolation");
		seen.setHttpOnly(true);
		seen.setAttribute("SameSite", "Lax");
		response.addCookie(seen);
		return token;
	}

}
