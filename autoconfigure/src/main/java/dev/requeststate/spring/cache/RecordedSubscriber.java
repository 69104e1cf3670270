package dev.requeststate.spring.cache;

import dev.requeststate.call.CallScope;
import dev.requeststate.context.Binding;
import dev.requeststate.context.Frame;
import dev.requeststate.propagation.RequestStateThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.util.context.Context;

/**
 * The border of a computation: what is asked of the source is a part of it, and what the
 * source tells is heard outside of it.
 *
 * @param <T> the type of the values
 */
final class RecordedSubscriber<T> implements CoreSubscriber<T>, Subscription {

	private final CoreSubscriber<? super T> actual;

	private final CallScope computation;

	private final Context context;

	private @Nullable Subscription subscription;

	/**
	 * Create the border, where the computation is current.
	 */
	RecordedSubscriber(CoreSubscriber<? super T> actual, CallScope computation) {
		this.actual = actual;
		this.computation = computation;
		// By this, where context propagation is in use, operators of the source go on
		// with the computation on other threads; what the subscriber has put there is
		// from before it. The key is a constant of the compiler's: the class that it
		// comes from need not be loadable.
		this.context = actual.currentContext().put(RequestStateThreadLocalAccessor.KEY, Frame.here());
	}

	@Override
	public Context currentContext() {
		return this.context;
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		this.subscription = subscription;
		outside(() -> this.actual.onSubscribe(this));
	}

	@Override
	public void onNext(T value) {
		outside(() -> this.actual.onNext(value));
	}

	@Override
	public void onError(Throwable failure) {
		outside(() -> this.actual.onError(failure));
	}

	@Override
	public void onComplete() {
		outside(this.actual::onComplete);
	}

	@Override
	public void request(long count) {
		Subscription subscription = this.subscription;
		if (subscription != null) {
			try (Binding binding = this.computation.bind()) {
				subscription.request(count);
			}
		}
	}

	@Override
	public void cancel() {
		Subscription subscription = this.subscription;
		if (subscription != null) {
			try (Binding binding = this.computation.bind()) {
				subscription.cancel();
			}
		}
	}

	// On a thread that is not at work for the computation there is nothing to leave: what
	// is current there is none of ours.
	private void outside(Runnable signal) {
		if (Frame.here().recorder() != this.computation) {
			signal.run();
			return;
		}
		try (Binding binding = this.computation.bindCaller()) {
			signal.run();
		}
	}

}
