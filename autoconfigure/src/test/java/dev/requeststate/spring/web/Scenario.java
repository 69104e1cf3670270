package dev.requeststate.spring.web;

import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.DispatcherType;

import static jakarta.servlet.DispatcherType.ASYNC;
import static jakarta.servlet.DispatcherType.ERROR;
import static jakarta.servlet.DispatcherType.REQUEST;

/**
 * One way through a container: what is asked for, what is answered, and the dispatches in
 * between.
 */
enum Scenario {

	PLAIN("/plain", 200, REQUEST),

	SET_STATUS("/status", 500, REQUEST),

	FORWARD("/forward", 200, REQUEST),

	THROWS("/throws", 500, REQUEST, ERROR),

	THROWS_AFTER_COMMIT("/throws-after-commit", Scenario.CUT_OFF, REQUEST),

	SEND_ERROR("/send-error", 418, REQUEST, ERROR),

	NO_MAPPING("/nothing-here", 404, REQUEST, ERROR),

	FILTER_THROWS("/filter-throws", 500, REQUEST, ERROR),

	ERROR_PAGE_THROWS("/error-page-throws", 500, REQUEST, ERROR),

	CALLABLE("/callable", 200, REQUEST, ASYNC),

	CALLABLE_THROWS("/callable-throws", 500, REQUEST, ASYNC, ERROR),

	DEFERRED("/deferred", 200, REQUEST, ASYNC),

	DEFERRED_TIMEOUT("/timeout", 503, REQUEST, ASYNC, ERROR),

	STREAM("/stream", 200, REQUEST, ASYNC),

	SSE("/sse", 200, REQUEST, ASYNC),

	SSE_TIMEOUT("/sse-timeout", 200, REQUEST, ASYNC),

	START_ASYNC_DISPATCH("/raw/dispatch", 200, REQUEST, ASYNC),

	START_ASYNC_DISPATCH_THROWS("/raw/dispatch-throws", 500, REQUEST, ASYNC, ERROR),

	START_ASYNC_DISPATCH_SENDS_ERROR("/raw/dispatch-sends-error", 503, REQUEST, ASYNC, ERROR),

	START_ASYNC_AGAIN("/raw/again", 200, REQUEST, ASYNC, ASYNC),

	START_ASYNC_COMPLETE_IN_THREAD("/raw/complete-in-thread", 200, REQUEST),

	START_ASYNC_COMPLETE_BEFORE_EXIT("/raw/complete-before-exit", 200, REQUEST),

	START_ASYNC_COMPLETE_LATE("/raw/complete-late", 200, REQUEST),

	START_ASYNC_TIMEOUT("/raw/timeout", 500, REQUEST, ERROR),

	THROWS_AFTER_START_ASYNC("/raw/throws", 500, REQUEST, ERROR),

	SEND_ERROR_FROM_WORKER("/raw/worker-error", 503, REQUEST, ERROR),

	SEND_ERROR_FROM_WORKER_UNWRAPPED("/raw/raw-worker-error", 503, REQUEST, ERROR);

	/**
	 * The response ends before it is complete, or has the status it was begun with.
	 */
	static final int CUT_OFF = -1;

	private final String path;

	private final int status;

	private final List<DispatcherType> dispatches;

	Scenario(String path, int status, DispatcherType... dispatches) {
		this.path = path;
		this.status = status;
		this.dispatches = List.of(dispatches);
	}

	String path() {
		return this.path;
	}

	int status() {
		return this.status;
	}

	/**
	 * Whether the page, or the error page, names the context.
	 */
	boolean showsContext() {
		return this.status != CUT_OFF && this != ERROR_PAGE_THROWS;
	}

	/**
	 * All that may be in the journal: the dispatches one after the other, and then, once,
	 * the end.
	 */
	List<String> events() {
		List<String> events = new ArrayList<>();
		for (DispatcherType dispatch : this.dispatches) {
			events.add("enter " + dispatch);
			events.add("exit " + dispatch);
		}
		events.add("bean destroyed");
		events.add("destroyed");
		events.add("closed");
		return events;
	}

	List<String> dispatches() {
		return this.dispatches.stream().map(DispatcherType::name).toList();
	}

}
