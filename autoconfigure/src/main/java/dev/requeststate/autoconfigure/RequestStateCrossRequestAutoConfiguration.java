package dev.requeststate.autoconfigure;

import java.util.List;

import dev.requeststate.spring.owned.CrossRequestGuard;
import dev.requeststate.spring.owned.CrossRequestObserver;
import dev.requeststate.spring.owned.OwnedBeans;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Role;

/**
 * Auto-configuration of the guard that finds beans of one request which are called from
 * another. Where it is off, there is nothing of it.
 */
@AutoConfiguration(after = RequestStateAutoConfiguration.class)
@Conditional(OnCrossRequestGuardCondition.class)
public final class RequestStateCrossRequestAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	CrossRequestGuard requestStateCrossRequestGuard(ConfigurableApplicationContext application,
			ObjectProvider<CrossRequestObserver> observers) {
		return new CrossRequestGuard(
				OnCrossRequestGuardCondition.mode(application.getEnvironment(), application.getClassLoader()),
				() -> find(observers, application));
	}

	// A bean that outlives its application may be called. None is made for that, not even
	// again.
	private static List<CrossRequestObserver> find(ObjectProvider<CrossRequestObserver> observers,
			ConfigurableApplicationContext application) {
		return application.isActive() ? observers.orderedStream().toList() : List.of();
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static OwnedBeans requestStateOwnedBeans(ObjectProvider<CrossRequestGuard> guard) {
		return new OwnedBeans(guard::getObject);
	}

}
