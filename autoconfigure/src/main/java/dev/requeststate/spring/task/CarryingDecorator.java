package dev.requeststate.spring.task;

import dev.requeststate.propagation.Propagating;

import org.springframework.core.task.TaskDecorator;

/**
 * Carries the request context around what the application's own decorator makes of a
 * task, so that the decorator's code has it as well.
 */
final class CarryingDecorator implements TaskDecorator {

	private final TaskDecorator decorator;

	CarryingDecorator(TaskDecorator decorator) {
		this.decorator = decorator;
	}

	@Override
	public Runnable decorate(Runnable runnable) {
		if (runnable instanceof GivenTask given) {
			return given.carry(this.decorator.decorate(given.task()));
		}
		if (runnable instanceof GivenFuture<?> future) {
			return future.given().carry(this.decorator.decorate(future));
		}
		return Propagating.runnable(this.decorator.decorate(runnable), runnable.getClass());
	}

}
