package dev.requeststate.spring.scope;

import java.util.Objects;
import java.util.function.Supplier;

import dev.requeststate.context.CacheRole;
import dev.requeststate.context.RequestLocal;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.scope.ScopedProxyFactoryBean;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * Makes the stand-in for a bean of the scope {@value RequestStateScope#NAME}. Registered
 * under the bean's name for every such bean; not meant to be used directly. Public for
 * the code that Spring generates ahead of time.
 * <p>
 * It is one of Spring's own kind, and overrides all that this does, because Spring makes
 * an exception for that kind where one {@code @Bean} method calls another: only then is
 * what the call returns the object and not its factory.
 */
public final class StateProxyFactoryBean extends ScopedProxyFactoryBean
		implements BeanClassLoaderAware, InitializingBean {

	private final String targetName;

	private final String typeName;

	private final CacheRole cacheRole;

	private @Nullable BeanFactory beanFactory;

	private @Nullable ClassLoader classLoader;

	private @Nullable Class<?> type;

	private @Nullable Object proxy;

	/**
	 * Create the factory bean.
	 * @param targetName the name of the bean itself
	 * @param typeName the name of the class or interface of the stand-in; not the class,
	 * to which generated code may have no access
	 * @param cacheRole what it means for a cached result that the bean was read
	 */
	public StateProxyFactoryBean(String targetName, String typeName, CacheRole cacheRole) {
		this.targetName = Objects.requireNonNull(targetName, "'targetName' must not be null");
		this.typeName = Objects.requireNonNull(typeName, "'typeName' must not be null");
		this.cacheRole = Objects.requireNonNull(cacheRole, "'cacheRole' must not be null");
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public void setBeanClassLoader(ClassLoader classLoader) {
		this.classLoader = classLoader;
	}

	/**
	 * Makes the stand-in: a type that cannot have one is to be an error of the start, not
	 * of the first use.
	 */
	@Override
	public void afterPropertiesSet() throws ClassNotFoundException {
		Class<?> type = ClassUtils.forName(this.typeName, this.classLoader);
		this.proxy = StateProxies.create(type, target());
		this.type = type;
	}

	private StateTarget target() {
		Assert.state(this.beanFactory instanceof ConfigurableBeanFactory, "No configurable bean factory");
		ConfigurableBeanFactory beanFactory = (ConfigurableBeanFactory) this.beanFactory;
		if (!(beanFactory.getRegisteredScope(RequestStateScope.NAME) instanceof RequestStateScope scope)) {
			throw new InvalidStateBeanException(
					"The scope '" + RequestStateScope.NAME + "' is not registered in the application context of '"
							+ this.targetName + "'.",
					"Import " + RequestStateScopeConfiguration.class.getName() + " into this application context.");
		}
		if (beanFactory.isFactoryBean(this.targetName)) {
			// The scope keeps the factory bean; what it makes is kept beside it.
			RequestLocal<Object> product = RequestStateScope.newLocal(this.targetName, this.cacheRole);
			Supplier<Object> maker = new BeanMaker(beanFactory, this.targetName, product);
			return new BeanTarget(product, () -> product.computeIfAbsent(maker));
		}
		RequestLocal<Object> local = scope.local(this.targetName, this.cacheRole);
		return new BeanTarget(local, new BeanMaker(beanFactory, this.targetName, local));
	}

	@Override
	public Object getObject() {
		Assert.state(this.proxy != null, "Not initialized");
		return this.proxy;
	}

	@Override
	public @Nullable Class<?> getObjectType() {
		return this.type;
	}

}
