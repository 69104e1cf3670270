package dev.requeststate.spring.lifecycle;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import dev.requeststate.context.Binding;
import dev.requeststate.context.Frame;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Decides on which thread tasks run after a response: on the application's executor, that
 * is the bean named {@value #EXECUTOR}, or where there is none on the thread that ends
 * the request.
 * <p>
 * From the moment the application begins to close, what its executor refuses runs on a
 * thread of its own: the one that ends the request belongs to a server that is about to
 * interrupt it.
 * <p>
 * No {@link Executor} itself, because Spring Boot makes none beside a bean of that type.
 */
public final class AfterResponseTasks implements ApplicationContextAware, ApplicationListener<ContextClosedEvent> {

	/**
	 * The name of the executor, as Spring Boot has it.
	 */
	public static final String EXECUTOR = "applicationTaskExecutor";

	private @Nullable ApplicationContext context;

	private volatile @Nullable Executor executor;

	private volatile boolean closing;

	@Override
	public void setApplicationContext(ApplicationContext context) {
		this.context = context;
	}

	// The events of child contexts come here too.
	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (event.getApplicationContext() == this.context) {
			this.closing = true;
		}
	}

	/**
	 * Run a task.
	 * @param task the task, which binds its request itself
	 * @throws RejectedExecutionException if the executor refuses it and the application
	 * is not closing
	 */
	public void execute(Runnable task) {
		Executor executor = executor();
		if (executor != null) {
			// The task has its own lease: it needs none of whatever is current here.
			try (Binding none = Frame.none()) {
				executor.execute(task);
				return;
			}
			catch (RejectedExecutionException ex) {
				if (!this.closing) {
					throw ex;
				}
			}
		}
		else if (!this.closing) {
			task.run();
			return;
		}
		Thread thread = new Thread(task, "request-state-after-response");
		thread.setDaemon(true);
		thread.start();
	}

	// Asked for when it is needed: Boot's executor is lazy, and may need the
	// application's
	// beans.
	private @Nullable Executor executor() {
		Executor executor = this.executor;
		if (executor == null && this.context != null) {
			try {
				if (this.context.containsBean(EXECUTOR) && this.context.isTypeMatch(EXECUTOR, Executor.class)) {
					executor = this.context.getBean(EXECUTOR, Executor.class);
					this.executor = executor;
				}
			}
			catch (BeansException | IllegalStateException ex) {
				// Too late in the life of the application to make one.
				if (!this.closing) {
					throw ex;
				}
			}
		}
		return executor;
	}

}
