package dev.requeststate.autoconfigure;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;

/**
 * Auto-configuration that lets the request context follow the tasks given to Spring
 * Boot's executor and scheduler.
 */
@AutoConfiguration(after = { TaskExecutionAutoConfiguration.class, TaskSchedulingAutoConfiguration.class })
@ConditionalOnBooleanProperty(name = "request-state.propagation.enabled", matchIfMissing = true)
public final class RequestStatePropagationAutoConfiguration {

	@Bean(BootExecutorReplacement.MAKER)
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static PropagatingExecutors requestStatePropagatingExecutors() {
		return new PropagatingExecutors();
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static BootExecutorReplacement requestStateBootExecutorReplacement() {
		return new BootExecutorReplacement();
	}

}
