package dev.requeststate.spring.web;

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

	@Bean
	static RouterFunction<ServerResponse> route() {
		return RouterFunctions.route().GET("/function/{slug}", (request) -> ServerResponse.ok().body(info())).build();
	}

}
