package dev.requeststate.spring.actuate;

import java.util.List;
import java.util.stream.Stream;

import dev.requeststate.context.CacheRole;
import dev.requeststate.context.RequestLocal;
import dev.requeststate.context.RequestLocalInfo;
import dev.requeststate.spring.actuate.RequestStateReport.Definition;
import dev.requeststate.spring.scope.StateBean;
import dev.requeststate.spring.scope.StateBeans;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Describes what can have a value in a request.
 */
final class Definitions {

	private static final String BEAN = "bean";

	private final StateBeans beans;

	// Definitions of beans are not changed once an application has started.
	private volatile @Nullable List<Definition> beanDefinitions;

	Definitions(ConfigurableListableBeanFactory beanFactory) {
		this.beans = new StateBeans(beanFactory);
	}

	/**
	 * The beans first, then the request locals of the whole process: these belong to no
	 * application context. Those that keep beans are left out, also other contexts'.
	 */
	Listed list() {
		List<Definition> beans = beans();
		List<Definition> locals = RequestLocal.defined()
			.stream()
			.filter((local) -> !BEAN.equals(local.kind()))
			.map(Definitions::describe)
			.toList();
		List<Definition> listed = Stream.concat(beans.stream(), locals.stream())
			.limit(RequestStateReport.MAX_DEFINITIONS)
			.toList();
		return new Listed(listed, beans.size() + (long) locals.size());
	}

	private List<Definition> beans() {
		List<Definition> known = this.beanDefinitions;
		if (known == null) {
			known = this.beans.list().stream().map(Definitions::describe).toList();
			this.beanDefinitions = known;
		}
		return known;
	}

	private static Definition describe(StateBean bean) {
		return new Definition(BEAN, Clipped.name(bean.name()), Clipped.optionalName(bean.type()),
				Clipped.optionalName(bean.source()), bean.destroyer(), bean.cacheRole() == CacheRole.HARMLESS,
				bean.cacheRole() == CacheRole.VALUE);
	}

	private static Definition describe(RequestLocalInfo local) {
		return new Definition(Clipped.name(local.kind()), Clipped.name(local.name()),
				Clipped.optionalName(local.type()), Clipped.optionalName(local.source()), local.destroyer(),
				local.cacheRole() == CacheRole.HARMLESS, local.cacheRole() == CacheRole.VALUE);
	}

	/**
	 * Definitions.
	 *
	 * @param definitions those that are described
	 * @param count how many there are
	 */
	record Listed(List<Definition> definitions, long count) {
	}

}
