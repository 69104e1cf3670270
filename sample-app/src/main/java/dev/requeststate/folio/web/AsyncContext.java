package dev.requeststate.folio.web;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.requeststate.context.Binding;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.CallableProcessingInterceptor;

/**
 * Takes the request's context along when a handler answers with a {@link Callable} or a
 * streaming body, which Spring MVC runs on another thread.
 * <p>
 * The context is held from the moment the work is handed over until it has ended; or, if
 * it never begins, because it was refused or the request timed out first, until Spring
 * MVC is done with the request.
 */
final class AsyncContext implements CallableProcessingInterceptor {

	private final Map<Callable<?>, Work> works = new ConcurrentHashMap<>();

	@Override
	public <T> void beforeConcurrentHandling(NativeWebRequest request, Callable<T> task) {
		this.works.put(task, new Work(RequestContext.current().lease()));
	}

	@Override
	public <T> void preProcess(NativeWebRequest request, Callable<T> task) {
		Work work = this.works.get(task);
		if (work == null || !work.begin()) {
			throw new CancellationException("The request was over before its work began");
		}
	}

	@Override
	public <T> void postProcess(NativeWebRequest request, Callable<T> task, @Nullable Object result) {
		Work work = this.works.remove(task);
		if (work != null) {
			work.end();
		}
	}

	@Override
	public <T> void afterCompletion(NativeWebRequest request, Callable<T> task) {
		// Work that has begun may go on after the request: it ends by itself.
		Work work = this.works.get(task);
		if (work != null && work.giveUp()) {
			this.works.remove(task);
		}
	}

	private static final class Work {

		private final Lease lease;

		private final AtomicBoolean taken = new AtomicBoolean();

		// Only the thread that does the work touches this.
		private @Nullable Binding binding;

		Work(Lease lease) {
			this.lease = lease;
		}

		boolean begin() {
			if (!this.taken.compareAndSet(false, true)) {
				return false;
			}
			this.binding = this.lease.bind();
			return true;
		}

		void end() {
			if (this.binding != null) {
				this.binding.close();
				this.lease.close();
			}
		}

		boolean giveUp() {
			if (!this.taken.compareAndSet(false, true)) {
				return false;
			}
			this.lease.close();
			return true;
		}

	}

}
