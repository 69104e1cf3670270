package dev.requeststate.spring.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextObserver;
import dev.requeststate.context.RequestLocal;

/**
 * What happened to each request, in order: the dispatches as they were seen inside the
 * filter, the destruction of a value, the close of the context.
 */
final class Journal implements RequestContextObserver {

	/**
	 * The header by which a client finds its request again.
	 */
	static final String KEY = "X-Key";

	private final Map<String, List<String>> eventsOfContexts = new ConcurrentHashMap<>();

	private final Map<String, List<String>> contextsOfKeys = new ConcurrentHashMap<>();

	private final Map<String, List<Step>> stepsOfKeys = new ConcurrentHashMap<>();

	private final Map<String, String> keysOfContexts = new ConcurrentHashMap<>();

	private final Map<String, String> threadsOfContexts = new ConcurrentHashMap<>();

	private final Queue<String> leftBound = new ConcurrentLinkedQueue<>();

	private final RequestLocal<String> value = RequestLocal.withInitial("value", () -> RequestContext.current().id(),
			(id) -> add(id, "destroyed"));

	@Override
	public void onOpened(RequestContext context) {
		this.eventsOfContexts.put(context.id(), new ArrayList<>());
	}

	@Override
	public void onClosed(RequestContext context, Duration lifetime) {
		add(context.id(), "closed");
	}

	/**
	 * A dispatch begins, inside the filter.
	 * @return the context's identity, for {@link #add}
	 */
	String enter(String key, String dispatch) {
		RequestContext context = RequestContext.current();
		this.keysOfContexts.put(context.id(), key);
		this.threadsOfContexts.putIfAbsent(context.id(), Thread.currentThread().getClass().getSimpleName());
		add(context.id(), "enter " + dispatch);
		List<String> contexts = this.contextsOfKeys.computeIfAbsent(key, (missing) -> new ArrayList<>());
		synchronized (contexts) {
			contexts.add(context.id());
		}
		return this.value.get();
	}

	void add(String context, String event) {
		List<String> events = this.eventsOfContexts.getOrDefault(context, new ArrayList<>());
		synchronized (events) {
			events.add(event);
		}
		String key = this.keysOfContexts.get(context);
		if (key != null) {
			List<Step> steps = this.stepsOfKeys.computeIfAbsent(key, (missing) -> new ArrayList<>());
			synchronized (steps) {
				steps.add(new Step(context, event));
			}
		}
	}

	/**
	 * What was done with this thread is over, so nothing may be current on it.
	 */
	void checkThread(String when) {
		RequestContext bound = RequestContext.currentOrNull();
		if (bound != null) {
			this.leftBound.add(bound + " " + when + " on " + Thread.currentThread().getName());
		}
	}

	List<String> leftBound() {
		return List.copyOf(this.leftBound);
	}

	/**
	 * The context of each dispatch of a request.
	 */
	List<String> contexts(String key) {
		List<String> contexts = this.contextsOfKeys.getOrDefault(key, List.of());
		synchronized (contexts) {
			return List.copyOf(contexts);
		}
	}

	/**
	 * What happened to a request, in order, in whichever contexts.
	 */
	List<Step> steps(String key) {
		List<Step> steps = this.stepsOfKeys.getOrDefault(key, List.of());
		synchronized (steps) {
			return List.copyOf(steps);
		}
	}

	/**
	 * The kind of thread that a context was opened on: the simple name of its class.
	 */
	String thread(String context) {
		return this.threadsOfContexts.getOrDefault(context, "none");
	}

	List<String> events(String context) {
		List<String> events = this.eventsOfContexts.getOrDefault(context, List.of());
		synchronized (events) {
			return List.copyOf(events);
		}
	}

	/**
	 * One thing that happened to a request.
	 *
	 * @param context the identity of the context it happened in
	 * @param event what happened
	 */
	record Step(String context, String event) {
	}

}
