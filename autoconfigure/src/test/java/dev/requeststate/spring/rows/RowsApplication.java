package dev.requeststate.spring.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.requeststate.RequestState;
import dev.requeststate.servlet.RequestInfo;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.core.MethodParameter;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * An application that uses request state in every way that the rows tell of.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan(useDefaultFilters = false,
		includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Cart.class))
@Import({ RowsApplication.Pages.class, RowsApplication.StatefulController.class, RowsApplication.Visits.class,
		RowsApplication.CartInterceptor.class, RowsApplication.CartResolver.class })
class RowsApplication {

	@Bean
	FilterRegistrationBean<Filter> cartFilter(Cart cart) {
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
			cart.add("filter");
			chain.doFilter(request, response);
		});
		registration.addUrlPatterns("/infrastructure");
		return registration;
	}

	@Bean
	WebMvcConfigurer cartMvcConfigurer(CartInterceptor interceptor, CartResolver resolver) {
		return new WebMvcConfigurer() {

			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				registry.addInterceptor(interceptor).addPathPatterns("/infrastructure");
			}

			@Override
			public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
				resolvers.add(resolver);
			}

		};
	}

	@Bean
	RouterFunction<ServerResponse> functionalEndpoint(Cart cart) {
		return RouterFunctions.route()
			.GET("/functional/{item}",
					(request) -> ServerResponse.ok().body(cart.add(request.pathVariable("item")).toString()))
			.build();
	}

	@Bean
	SecurityFilterChain securityFilterChain(HttpSecurity http, Cart cart) throws Exception {
		return http.authorizeHttpRequests(
				(requests) -> requests.requestMatchers("/guarded/**").access((authentication, context) -> {
					cart.add("security");
					return new AuthorizationDecision(context.getRequest().getHeader("X-Allowed") != null);
				}).anyRequest().permitAll())
			.build();
	}

	@RestController
	static class Pages {

		private final Cart cart;

		private final Visits visits;

		private final ApplicationEventPublisher events;

		private final String expression;

		Pages(Cart cart, Visits visits, ApplicationEventPublisher events,
				@Value("#{@cart.class.simpleName}") String expression) {
			this.cart = cart;
			this.visits = visits;
			this.events = events;
			this.expression = expression;
		}

		@GetMapping("/infrastructure")
		String infrastructure(CartSize size) {
			return this.cart.getItems() + " " + size.size();
		}

		@GetMapping("/body")
		Cart body() {
			this.cart.add("book").annotate("as a present");
			return this.cart;
		}

		@GetMapping("/body/nested")
		Map<String, Object> nestedBody() {
			this.cart.add("nested");
			return Map.of("cart", this.cart);
		}

		@GetMapping("/session/store")
		String store(HttpSession session) {
			this.cart.add("stored");
			session.setAttribute("cart", this.cart);
			return "stored";
		}

		@GetMapping("/session/replace")
		String replace(HttpSession session) {
			session.setAttribute("text", "text");
			session.setAttribute("text", this.cart);
			return "replaced";
		}

		@GetMapping("/session/read")
		String read(HttpSession session) {
			return session.getAttribute("cart") + " " + session.getAttribute("text");
		}

		@GetMapping("/session/nested")
		String nested(HttpSession session) {
			session.setAttribute("list", new ArrayList<>(List.of("copy", this.cart)));
			session.setAttribute("copies", new ArrayList<>(List.of("copy")));
			return "stored";
		}

		@GetMapping("/session/written")
		String written(HttpSession session) {
			return session.getAttribute("list") + " " + session.getAttribute("copies");
		}

		@GetMapping("/event/{text}")
		String event(@PathVariable String text) {
			this.events.publishEvent(new Visit(text));
			return this.visits.seen();
		}

		@GetMapping("/guarded/{item}")
		String guarded(@PathVariable String item) {
			return this.cart.add(item).toString();
		}

		@GetMapping("/expression")
		String expression() {
			return this.expression;
		}

		@GetMapping("/address")
		@Nullable String address(HttpServletRequest request) {
			return RequestInfo.current().remoteAddress();
		}

	}

	@Controller
	@RequestState
	static class StatefulController {

		private int calls;

		private final Cart cart;

		StatefulController(Cart cart) {
			this.cart = cart;
		}

		@GetMapping("/stateful")
		@ResponseBody
		String stateful() {
			return "call " + ++this.calls;
		}

		@GetMapping("/page")
		String page() {
			this.cart.add("<book>");
			return "page";
		}

	}

	record Visit(String text) {
	}

	@Component
	@RequestState
	static class Visits {

		private String seen = "nothing";

		@EventListener
		void on(Visit visit) {
			this.seen = this.seen + " " + visit.text();
		}

		String seen() {
			return this.seen;
		}

	}

	@Component
	static class CartInterceptor implements HandlerInterceptor {

		private final Cart cart;

		CartInterceptor(Cart cart) {
			this.cart = cart;
		}

		@Override
		public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
			this.cart.add("interceptor");
			return true;
		}

	}

	record CartSize(int size) {
	}

	@Component
	static class CartResolver implements HandlerMethodArgumentResolver {

		private final Cart cart;

		CartResolver(Cart cart) {
			this.cart = cart;
		}

		@Override
		public boolean supportsParameter(MethodParameter parameter) {
			return parameter.getParameterType() == CartSize.class;
		}

		@Override
		public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
				NativeWebRequest request, @Nullable WebDataBinderFactory factory) {
			return new CartSize(this.cart.add("resolver").getItems().size());
		}

	}

}
