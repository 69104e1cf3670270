package dev.requeststate.spring.web;

import dev.requeststate.context.RequestContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The error page of the scenarios.
 */
@RestController
class ScenarioErrorPage implements ErrorController {

	@RequestMapping("/error")
	ResponseEntity<String> error(HttpServletRequest request) throws ScenarioException {
		if ("/error-page-throws".equals(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI))) {
			throw new ScenarioException("in the error page");
		}
		int status = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
		return ResponseEntity.status(status)
			.contentType(MediaType.TEXT_PLAIN)
			.body("context=" + RequestContext.current().id() + ";");
	}

}
