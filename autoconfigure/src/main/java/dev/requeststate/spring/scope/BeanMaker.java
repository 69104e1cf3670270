package dev.requeststate.spring.scope;

import java.util.function.Supplier;

import dev.requeststate.context.CircularCreationException;
import dev.requeststate.context.RequestLocal;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.ScopeNotActiveException;
import org.springframework.core.NestedExceptionUtils;

/**
 * Has the bean factory make a bean for the current request, through the scope. What the
 * request context itself has to say about a failure reaches the caller as it is.
 */
final class BeanMaker implements Supplier<Object> {

	private final BeanFactory beanFactory;

	private final String beanName;

	private final RequestLocal<Object> local;

	BeanMaker(BeanFactory beanFactory, String beanName, RequestLocal<Object> local) {
		this.beanFactory = beanFactory;
		this.beanName = beanName;
		this.local = local;
	}

	@Override
	public Object get() {
		try {
			return this.beanFactory.getBean(this.beanName);
		}
		catch (ScopeNotActiveException ex) {
			// By its contract: whatever the scope said.
			throw (ex.getCause() instanceof IllegalStateException cause) ? cause : ex;
		}
		catch (BeanCurrentlyInCreationException ex) {
			// Spring knows that there is a circle, the request context what it looks
			// like.
			return this.local.computeIfAbsent(() -> {
				throw ex;
			});
		}
		catch (BeanCreationException ex) {
			throw (NestedExceptionUtils.getMostSpecificCause(ex) instanceof CircularCreationException circle) ? circle
					: ex;
		}
	}

}
