package dev.requeststate.autoconfigure;

import dev.requeststate.spring.owned.CrossRequestGuard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.Environment;

/**
 * Says that there is no cross-request guard where one is asked for in an application that
 * was prepared ahead of time without: the condition of the guard was looked at then.
 */
final class GuardLeftOut implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(GuardLeftOut.class);

	private final ListableBeanFactory beanFactory;

	private final Environment environment;

	GuardLeftOut(ListableBeanFactory beanFactory, Environment environment) {
		this.beanFactory = beanFactory;
		this.environment = environment;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (AotDetector.useGeneratedArtifacts() && OnCrossRequestGuardCondition.isAskedFor(this.environment)
				&& this.beanFactory.getBeanNamesForType(CrossRequestGuard.class, true, false).length == 0) {
			logger.warn("There is no cross-request guard although request-state.cross-request-guard asks for it: this "
					+ "application was prepared ahead of time. Run it without what was prepared to have one.");
		}
	}

}
