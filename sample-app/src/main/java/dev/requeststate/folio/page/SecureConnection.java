package dev.requeststate.folio.page;

import dev.requeststate.context.RequestLocal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Knows, wherever a request is worked on, whether it came over TLS: as the container
 * says, or a proxy in front of it where Spring Boot is told to believe that.
 */
public final class SecureConnection implements HandlerInterceptor {

	private static final RequestLocal<Boolean> SECURE = RequestLocal.withInitial("secure-connection", () -> false);

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (request.isSecure()) {
			SECURE.set(true);
		}
		return true;
	}

	/**
	 * Whether the current request came over TLS.
	 */
	public static boolean isCurrent() {
		return SECURE.get();
	}

}
