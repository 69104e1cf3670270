package dev.requeststate.spring.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

import dev.requeststate.context.Binding;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import dev.requeststate.servlet.RequestInfo;

import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Pages that show what they know of their request.
 */
@Controller
class InfoPages implements WebMvcConfigurer {

	static String info() {
		RequestInfo info = RequestInfo.current();
		return info + " variables=" + info.pathVariables() + " from=" + info.remoteAddress() + " cookies="
				+ info.cookies();
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(new SeenInInterceptor());
	}

	@GetMapping("/info/{slug}/{page}")
	@ResponseBody
	String page(@PathVariable String slug) {
		return info();
	}

	@GetMapping("/callable/{slug}")
	@ResponseBody
	Callable<String> callable() {
		Lease lease = RequestContext.current().lease();
		return () -> {
			try (lease; Binding binding = lease.bind()) {
				return info();
			}
		};
	}

	@GetMapping("/forward/{slug}")
	String forward() {
		return "forward:/info/target/2";
	}

	@GetMapping("/no-variables")
	@ResponseBody
	String none() {
		return info();
	}

	/**
	 * All that was sent, one part a line; of the headers those that begin with X.
	 */
	@GetMapping({ "/said", "/said/{*rest}" })
	@ResponseBody
	String said() {
		RequestInfo info = RequestInfo.current();
		// Tomcat has their names in lower case, and Jetty as they were sent.
		Map<String, List<String>> headers = new TreeMap<>();
		info.headers().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
		headers.keySet().removeIf((name) -> !name.startsWith("x-"));
		return "path=" + info.path() + "\nvariables=" + info.pathVariables() + "\nquery=" + info.query()
				+ "\nparameters=" + info.parameters() + "\nheaders=" + headers + "\ncookies=" + info.cookies()
				+ "\nlocales=" + info.locales() + "\n";
	}

	@Bean
	static RouterFunction<ServerResponse> route() {
		return RouterFunctions.route().GET("/function/{slug}", (request) -> ServerResponse.ok().body(info())).build();
	}

}
