package dev.requeststate.benchmarks.springscope;

import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Makes the beans that a page's sections share before these begin, which all of these
 * pages use. Spring's request scope looks for a bean and then makes it, with no lock: two
 * sections that were the first together would get one each, and what one of them added to
 * its own would be missing from the page.
 */
final class BeforeTheSections implements HandlerInterceptor {

	private final BeanFactory beanFactory;

	private final String[] targets;

	BeforeTheSections(BeanFactory beanFactory, String... beans) {
		this.beanFactory = beanFactory;
		this.targets = Stream.of(beans).map(ScopedProxyUtils::getTargetBeanName).toArray(String[]::new);
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		for (String target : this.targets) {
			this.beanFactory.getBean(target);
		}
		return true;
	}

}
