package dev.requeststate.folio.order;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import dev.requeststate.propagation.Propagating;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells one reader how far an order has come, until there is no more to tell: an event
 * {@code status} at once and at each change.
 * <p>
 * It looks every now and then, each time in a task on the application's executor, so that
 * no thread and no connection waits in between. The request's context goes from one task
 * to the next.
 */
final class OrderStatusStream {

	private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

	// A reader who has gone away is found out by writing, so something is written
	// now and then.
	private static final int LOOKS_IN_SILENCE = 5;

	private final String id;

	private final Orders orders;

	private final StatusText texts;

	private final Executor now;

	private final Executor later;

	private final SseEmitter emitter;

	private volatile boolean over;

	// Each task sees what the one before it has written.
	private @Nullable OrderStatus told;

	private int silentLooks;

	/**
	 * Create a stream.
	 * @param id the order
	 * @param orders where to look
	 * @param texts what to say
	 * @param executor the application's executor
	 * @param longest how long the reader may wait; the browser asks again then
	 */
	OrderStatusStream(String id, Orders orders, StatusText texts, Executor executor, Duration longest) {
		this.id = id;
		this.orders = orders;
		this.texts = texts;
		this.now = executor;
		this.later = Propagating
			.executor(CompletableFuture.delayedExecutor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS, executor));
		this.emitter = new SseEmitter(longest.toMillis());
		this.emitter.onTimeout(this::end);
		this.emitter.onCompletion(() -> this.over = true);
		this.emitter.onError((ex) -> this.over = true);
	}

	SseEmitter emitter() {
		return this.emitter;
	}

	/**
	 * Begin to look, in the context that is current.
	 */
	void begin() {
		goOn(this.now);
	}

	private void end() {
		this.over = true;
		this.emitter.complete();
	}

	private void goOn(Executor executor) {
		try {
			executor.execute(this::look);
		}
		catch (RuntimeException ex) {
			this.emitter.completeWithError(ex);
		}
	}

	private void look() {
		if (this.over) {
			return;
		}
		try {
			Optional<Confirmation> confirmation = this.orders.confirmation(this.id);
			tell(confirmation.isPresent() ? OrderStatus.CONFIRMED : OrderStatus.RECEIVED, confirmation.orElse(null));
			if (confirmation.isPresent()) {
				end();
			}
			else {
				goOn(this.later);
			}
		}
		catch (IOException | RuntimeException ex) {
			// Most likely the reader has gone away.
			this.emitter.completeWithError(ex);
		}
	}

	private void tell(OrderStatus status, @Nullable Confirmation confirmation) throws IOException {
		if (status != this.told) {
			this.told = status;
			this.emitter.send(SseEmitter.event()
				.name("status")
				.data(Map.of("status", status.key(), "text", this.texts.of(confirmation)), MediaType.APPLICATION_JSON));
		}
		else if (++this.silentLooks % LOOKS_IN_SILENCE == 0) {
			this.emitter.send(SseEmitter.event().comment(""));
		}
	}

}
