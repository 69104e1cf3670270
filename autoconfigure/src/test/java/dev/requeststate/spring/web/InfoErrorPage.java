package dev.requeststate.spring.web;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An error page that shows what it knows of the request that failed.
 */
@RestController
class InfoErrorPage implements ErrorController {

	@RequestMapping("/error")
	String error() {
		return InfoPages.info();
	}

}
