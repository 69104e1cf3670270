package dev.requeststate.folio.page;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The streams that somebody listens to. They end when Folio does: a server that stops, or
 * that DevTools restarts, waits for open requests first, and would wait for these as long
 * as it may.
 */
@Component
public class OpenStreams {

	private final Set<SseEmitter> open = ConcurrentHashMap.newKeySet();

	private volatile boolean over;

	/**
	 * Have a stream ended together with Folio, at once if that is ending already.
	 * @param stream the stream, which is forgotten when it is complete
	 */
	public void add(SseEmitter stream) {
		stream.onCompletion(() -> this.open.remove(stream));
		this.open.add(stream);
		if (this.over) {
			stream.complete();
		}
	}

	@EventListener(ContextClosedEvent.class)
	void end() {
		this.over = true;
		this.open.forEach(SseEmitter::complete);
	}

}
