package dev.requeststate.folio.order;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import dev.requeststate.folio.page.PageProblem;
import dev.requeststate.servlet.ResponseHeaders;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells the readers of order pages how far their orders have come, as it happens.
 */
@Controller
class OrderStatusController {

	private final Set<OrderStatusStream> open = ConcurrentHashMap.newKeySet();

	private final Orders orders;

	private final StatusText texts;

	private final Executor executor;

	private final Duration longest;

	OrderStatusController(Orders orders, StatusText texts, @Qualifier("applicationTaskExecutor") Executor executor,
			@Value("${folio.status-longest}") Duration longest) {
		this.orders = orders;
		this.texts = texts;
		this.executor = executor;
		this.longest = longest;
	}

	@GetMapping(path = "/orders/{id}/status", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	SseEmitter status(@PathVariable String id) {
		if (this.orders.find(id).isEmpty()) {
			throw new PageProblem(HttpStatus.NOT_FOUND, "problem.no-such-order");
		}
		ResponseHeaders.current().set("Cache-Control", "no-store");
		OrderStatusStream stream = new OrderStatusStream(id, this.orders, this.texts, this.executor, this.longest);
		this.open.add(stream);
		stream.emitter().onCompletion(() -> this.open.remove(stream));
		stream.begin();
		return stream.emitter();
	}

	// The server waits for open requests when it stops.
	@EventListener(ContextClosedEvent.class)
	void end() {
		this.open.forEach(OrderStatusStream::end);
	}

}
