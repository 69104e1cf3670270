package dev.requeststate.folio.isolation;

import java.util.Map;
import java.util.Objects;

import dev.requeststate.folio.page.PageProblem;
import dev.requeststate.folio.page.SectionThreads;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.WebUtils;

/**
 * Reads an {@link IsolationRequest} from the servlet request itself, and refuses what is
 * malformed. What request state says is left to the page, so that a difference between
 * the two shows there.
 */
final class IsolationRequestResolver implements HandlerMethodArgumentResolver {

	private static final int DEFAULT_SECTIONS = 4;

	private final SectionThreads usual;

	IsolationRequestResolver(SectionThreads usual) {
		this.usual = usual;
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == IsolationRequest.class;
	}

	@Override
	public IsolationRequest resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
			NativeWebRequest webRequest, @Nullable WebDataBinderFactory binders) {
		HttpServletRequest request = Objects.requireNonNull(webRequest.getNativeRequest(HttpServletRequest.class));
		requireOneToken(request);
		String mode = request.getParameter("mode");
		if (mode != null && IsolationMode.of(mode).isEmpty()) {
			throw new PageProblem(HttpStatus.BAD_REQUEST, "problem.isolation-mode");
		}
		IsolationRequest isolationRequest = new IsolationRequest(number(request, "sections", DEFAULT_SECTIONS),
				number(request, "delay", 0), threads(request.getParameter("threads")));
		if (!isolationRequest.isWithinLimits()) {
			throw new PageProblem(HttpStatus.BAD_REQUEST, "problem.isolation-limits");
		}
		IsolationRequest.CURRENT.set(isolationRequest);
		return isolationRequest;
	}

	private void requireOneToken(HttpServletRequest request) {
		Map<?, ?> variables = (Map<?, ?>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
		String token = String.valueOf(variables.get("token"));
		Cookie cookie = WebUtils.getCookie(request, "token");
		if (!RequestToken.isToken(token) || !token.equals(request.getParameter("q"))
				|| !token.equals(request.getHeader("X-Request-Token")) || cookie == null
				|| !token.equals(cookie.getValue())) {
			throw new PageProblem(HttpStatus.BAD_REQUEST, "problem.isolation-token");
		}
	}

	private SectionThreads threads(@Nullable String value) {
		return (value == null) ? this.usual
				: SectionThreads.of(value)
					.filter(SectionThreads::areAvailable)
					.orElseThrow(() -> new PageProblem(HttpStatus.BAD_REQUEST, "problem.isolation-threads"));
	}

	private int number(HttpServletRequest request, String name, int defaultValue) {
		String value = request.getParameter(name);
		try {
			return (value != null) ? Integer.parseInt(value) : defaultValue;
		}
		catch (NumberFormatException ex) {
			throw new PageProblem(HttpStatus.BAD_REQUEST, "problem.isolation-limits");
		}
	}

}
