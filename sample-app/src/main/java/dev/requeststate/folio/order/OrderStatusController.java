package dev.requeststate.folio.order;

import java.time.Duration;
import java.util.concurrent.Executor;

import dev.requeststate.folio.page.OpenStreams;
import dev.requeststate.folio.page.PageProblem;
import dev.requeststate.servlet.ResponseHeaders;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
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

	private final Orders orders;

	private final StatusText texts;

	private final OpenStreams streams;

	private final Executor executor;

	private final Duration longest;

	OrderStatusController(Orders orders, StatusText texts, OpenStreams streams,
			@Qualifier("applicationTaskExecutor") Executor executor,
			@Value("${folio.status-longest}") Duration longest) {
		this.orders = orders;
		this.texts = texts;
		this.streams = streams;
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
		this.streams.add(stream.emitter());
		stream.begin();
		return stream.emitter();
	}

}
