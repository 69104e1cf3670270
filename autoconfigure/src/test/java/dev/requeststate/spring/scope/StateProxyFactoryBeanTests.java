package dev.requeststate.spring.scope;

import dev.requeststate.context.CacheRole;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * A factory bean that Spring has not told what it needs.
 */
class StateProxyFactoryBeanTests {

	private final StateProxyFactoryBean factory = new StateProxyFactoryBean("scopedTarget.cart", Object.class.getName(),
			CacheRole.STATE);

	@Test
	void needsABeanFactory() {
		assertThatIllegalStateException().isThrownBy(this.factory::afterPropertiesSet)
			.withMessage("No configurable bean factory");
	}

	@Test
	void hasNoStandInBeforeItIsInitialized() {
		assertThatIllegalStateException().isThrownBy(this.factory::getObject).withMessage("Not initialized");
	}

}
