package dev.requeststate.spring.cache;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.requeststate.call.RequestRead;

import org.springframework.util.ClassUtils;

/**
 * What is known of a cached method from its earlier calls. Safe for use by several
 * threads.
 */
final class GuardedMethod {

	// What a method reads is a handful of parts. One that makes up new ones all the time
	// loses the places, and nothing else.
	private static final int MAX_PLACES = 256;

	private final String name;

	private final ReactiveResults reactive;

	private final Map<Object, RequestRead> places = new ConcurrentHashMap<>();

	private final AtomicBoolean reported = new AtomicBoolean();

	private volatile boolean refused;

	GuardedMethod(Method method, Class<?> targetClass) {
		this.name = ClassUtils.getQualifiedMethodName(method, targetClass);
		this.reactive = ReactiveResults.of(method);
	}

	/**
	 * The name of the method with that of its class, for people.
	 */
	String name() {
		return this.name;
	}

	ReactiveResults reactive() {
		return this.reactive;
	}

	/**
	 * Whether it is known already where a part is read, or is no longer looked for.
	 */
	boolean knowsPlace(Object part) {
		return this.places.containsKey(part) || this.places.size() >= MAX_PLACES;
	}

	void rememberPlaces(List<RequestRead> reads) {
		for (RequestRead read : reads) {
			if (!this.places.containsKey(read.part()) && this.places.size() < MAX_PLACES) {
				this.places.putIfAbsent(read.part(), read);
			}
		}
	}

	/**
	 * The reads, each with its place where that is known.
	 */
	List<RequestRead> withPlaces(List<RequestRead> reads) {
		return reads.stream()
			.map((read) -> (read.place() != null) ? read : this.places.getOrDefault(read.part(), read))
			.toList();
	}

	/**
	 * Whether this is the first time that the method has to be reported.
	 */
	boolean isFirstReport() {
		return !this.reported.get() && this.reported.compareAndSet(false, true);
	}

	/**
	 * Whether a result was refused whose operation could not be told.
	 */
	boolean isRefused() {
		return this.refused;
	}

	void refuse() {
		this.refused = true;
	}

}
