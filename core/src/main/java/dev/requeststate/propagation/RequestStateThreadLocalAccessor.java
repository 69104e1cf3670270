package dev.requeststate.propagation;

import java.util.concurrent.atomic.AtomicBoolean;

import dev.requeststate.context.Frame;
import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets everything that speaks Micrometer's context propagation carry the request context:
 * Reactor, {@code ContextSnapshot}, observations, Spring's
 * {@code ContextPropagatingTaskDecorator}. Found by the service loader.
 * <p>
 * A snapshot has no end that anybody could see, so it holds no lease: used after the
 * context is closed it gives a
 * {@link dev.requeststate.context.RequestContextClosedException}. Where a snapshot has no
 * request and is asked to clear what it has not, none is current. Scopes nest; one closed
 * out of order is reported once and has no effect.
 */
public final class RequestStateThreadLocalAccessor implements ThreadLocalAccessor<Frame> {

	/**
	 * The key of the request context in a snapshot.
	 */
	public static final String KEY = "dev.requeststate.context";

	private static final Logger logger = LoggerFactory.getLogger(RequestStateThreadLocalAccessor.class);

	private final AtomicBoolean reported = new AtomicBoolean();

	@Override
	public Object key() {
		return KEY;
	}

	@Override
	public @Nullable Frame getValue() {
		return Frame.current();
	}

	@Override
	public void setValue(Frame value) {
		value.reopen();
	}

	@Override
	public void setValue() {
		if (Frame.current() != null) {
			Frame.none();
		}
	}

	@Override
	public void restore(Frame previousValue) {
		if (!Frame.restore(previousValue) && this.reported.compareAndSet(false, true)) {
			logger.warn("A scope of a context snapshot was closed out of order on thread '{}': what was current before "
					+ "it has ended already and stays ended. Close scopes in the reverse order of their opening, on "
					+ "the thread that opened them. Later cases are not logged.", Thread.currentThread().getName(),
					new IllegalStateException("Closed here"));
		}
	}

	@Override
	public void restore() {
		Frame.restore(null);
	}

}
