package dev.requeststate.spring.scope;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.RegisteredBean;

/**
 * Has the classes of stand-ins generated when an application is prepared ahead of time,
 * with what a native image has to know of them.
 */
final class StateProxyAotProcessor implements BeanRegistrationAotProcessor {

	@Override
	public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean registeredBean) {
		if (registeredBean.getBeanClass() != StateProxyFactoryBean.class) {
			return null;
		}
		Class<?> type = StateProxyDefinitions.definedType(registeredBean.getBeanName(),
				registeredBean.getMergedBeanDefinition(), registeredBean.getBeanFactory().getBeanClassLoader());
		return (context, code) -> prepare(type, context.getRuntimeHints());
	}

	private static void prepare(Class<?> type, RuntimeHints hints) {
		if (ClassProxies.isPossible(type)) {
			// Spring keeps each class that is generated meanwhile.
			StateProxyHints.register(type, ClassProxies.generate(type), hints);
		}
		else {
			StateProxyHints.registerInterface(type, InterfaceProxies.interfaces(type), hints);
		}
	}

}
