package dev.requeststate.folio.isolation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import dev.requeststate.context.RequestLocal;
import dev.requeststate.folio.page.Head;
import dev.requeststate.folio.page.Page;
import dev.requeststate.folio.page.Pages;

import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * A page that is sent as events: an event {@code section} for each of its sections, as
 * soon as that is rendered, and at last the whole document in an event {@code page}.
 * <p>
 * Nothing is rendered before the dispatch has ended that asked for it, and each section
 * is a task of its own on the application's executor.
 */
final class EventPage {

	/**
	 * The page of this request that waits for its dispatch to end.
	 */
	static final RequestLocal<EventPage> WAITING = RequestLocal.named("isolation-event-page");

	private final SseEmitter emitter = new SseEmitter();

	private final List<String> rendered = new ArrayList<>();

	private final Pages pages;

	private final Page page;

	private final Head head;

	private final Executor executor;

	private final Iterator<Supplier<String>> sections;

	EventPage(Pages pages, Page page, Head head, Executor executor) {
		this.pages = pages;
		this.page = page;
		this.head = head;
		this.executor = executor;
		this.sections = pages.begin(page, head).iterator();
	}

	SseEmitter emitter() {
		return this.emitter;
	}

	/**
	 * Send the next event, and then the others, from the executor's threads.
	 */
	void goOn() {
		try {
			this.executor.execute(this::sendNext);
		}
		catch (RuntimeException ex) {
			this.emitter.completeWithError(ex);
		}
	}

	private void sendNext() {
		try {
			if (this.sections.hasNext()) {
				String section = this.sections.next().get();
				this.rendered.add(section);
				send("section", section);
				goOn();
			}
			else {
				send("page", this.pages.finish(this.page, this.head, this.rendered).toString());
				this.emitter.complete();
			}
		}
		catch (IOException | RuntimeException ex) {
			// The client is gone or the time is over, or the section failed.
			this.emitter.completeWithError(ex);
		}
	}

	private void send(String name, String html) throws IOException {
		this.emitter.send(SseEmitter.event().name(name).data(html));
	}

}
