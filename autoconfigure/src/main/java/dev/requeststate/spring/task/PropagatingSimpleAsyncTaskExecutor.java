package dev.requeststate.spring.task;

import dev.requeststate.propagation.Propagating;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * A {@link SimpleAsyncTaskExecutor} whose tasks run with the request context that is
 * current where they are submitted, and keep it open with a lease from there to their
 * end. Where nothing is current, nothing is while the task runs.
 * <p>
 * A task has a thread as soon as it is accepted. So there is no lease for one that is
 * rejected, and one that is cancelled gives its lease back as its thread begins. What
 * decorators make of a task runs inside the request.
 */
@SuppressWarnings("serial") // as its superclass, not meant to be serialized
public class PropagatingSimpleAsyncTaskExecutor extends SimpleAsyncTaskExecutor {

	@Override
	protected void doExecute(Runnable task) {
		Propagating.executor(super::doExecute).execute(task);
	}

}
