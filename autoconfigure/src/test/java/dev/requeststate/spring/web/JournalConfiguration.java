package dev.requeststate.spring.web;

import java.io.IOException;
import java.util.EnumSet;

import dev.requeststate.RequestState;
import dev.requeststate.context.Binding;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContextFactory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/**
 * The pages of the scenarios, and filters on both sides of the filter under test.
 */
@Configuration(proxyBeanMethods = false)
@Import({ ScenarioPages.class, ScenarioErrorPage.class })
class JournalConfiguration {

	@Bean
	Journal journal() {
		return new Journal();
	}

	@Bean
	FilterRegistrationBean<Filter> outside(Journal journal) {
		return register(new Outside(journal), Ordered.HIGHEST_PRECEDENCE);
	}

	@Bean
	@RequestState
	ScenarioBean scenarioBean(Journal journal) {
		return new ScenarioBean(journal);
	}

	@Bean
	FilterRegistrationBean<Filter> inside(Journal journal, ScenarioBean bean) {
		return register(new Inside(journal, bean), Ordered.HIGHEST_PRECEDENCE + 10);
	}

	@Bean
	ServletRegistrationBean<ScenarioServlet> scenarioServlet(Journal journal) {
		return new ServletRegistrationBean<>(new ScenarioServlet(journal), "/raw/*");
	}

	private static FilterRegistrationBean<Filter> register(Filter filter, int order) {
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
		registration.setOrder(order);
		registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
		return registration;
	}

	/**
	 * Sees the thread before and after everything else.
	 */
	private static final class Outside extends HttpFilter {

		private final transient Journal journal;

		Outside(Journal journal) {
			this.journal = journal;
		}

		@Override
		protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws IOException, ServletException {
			this.journal.checkThread("before " + request.getRequestURI());
			if (request.getRequestURI().equals("/leave-bound")) {
				leaveBound(request, response, chain);
				return;
			}
			try {
				chain.doFilter(request, response);
			}
			finally {
				this.journal.checkThread("after " + request.getRequestURI());
			}
		}

		// The control: a binding that nobody closes.
		private void leaveBound(ServletRequest request, ServletResponse response, FilterChain chain)
				throws IOException, ServletException {
			try (Lease lease = RequestContextFactory.builder().build().open(() -> "left");
					Binding left = lease.bind()) {
				chain.doFilter(request, response);
				this.journal.checkThread("after the control");
			}
		}

	}

	/**
	 * Keeps the journal of the dispatches, and fails where a scenario says so.
	 */
	private static final class Inside extends HttpFilter {

		private final transient Journal journal;

		private final transient ScenarioBean bean;

		Inside(Journal journal, ScenarioBean bean) {
			this.journal = journal;
			this.bean = bean;
		}

		@Override
		protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws IOException, ServletException {
			String dispatch = request.getDispatcherType().name();
			String context = this.journal.enter(String.valueOf(request.getHeader(Journal.KEY)), dispatch);
			this.bean.use();
			try {
				if (request.getRequestURI().equals("/filter-throws")) {
					throw new ScenarioException("in a filter");
				}
				chain.doFilter(request, response);
			}
			finally {
				this.journal.add(context, "exit " + dispatch);
			}
		}

	}

}
