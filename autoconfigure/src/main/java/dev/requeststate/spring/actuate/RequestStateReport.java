package dev.requeststate.spring.actuate;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What {@link RequestStateEndpoint} says. It has names, classes, threads and times, and
 * never a value of a request, nor a key of a map of such values. As an
 * {@link OperationResponseBody} it is written as Boot's own endpoints are, without what
 * is null, whatever the application makes of its own JSON.
 *
 * @param definitions what can have a value in a request, {@value #MAX_DEFINITIONS} at
 * most
 * @param open contexts that are open, the oldest first, as many as were asked for
 * @param leaks what leak detection has found, a place in the code each, the latest last;
 * empty where it is off
 * @param counts how many there are of everything, whatever is left out above
 */
public record RequestStateReport(List<Definition> definitions, List<Context> open, List<FoundLeak> leaks,
		Counts counts) implements OperationResponseBody {

	static final int MAX_DEFINITIONS = 500;

	/**
	 * A bean or a request local.
	 *
	 * @param kind {@code bean}, {@code request local}, or what a library calls what it
	 * keeps in one
	 * @param name its name, for people
	 * @param type the name of the class of its values: of a bean the declared one, of a
	 * request local that of the last value, and null before the first
	 * @param source where it is defined, or null if that is not known
	 * @param destroyer whether its values are destroyed
	 * @param cacheable whether a cached result may be shared although it was read
	 * @param cacheKey whether it is one value, so that a key made from it covers it
	 */
	public record Definition(String kind, String name, @Nullable String type, @Nullable String source,
			boolean destroyer, boolean cacheable, boolean cacheKey) {
	}

	/**
	 * A context that is open.
	 *
	 * @param id its identity
	 * @param name what it was opened for, without the query of an HTTP request
	 * @param ageMillis how long it is open
	 * @param dispatch what its request is doing, for people
	 * @param values the names of what has a value in it
	 * @param leases what keeps it open beside the request itself, the one taken last
	 * first
	 * @param threads the names of the threads it is current on; empty unless leak
	 * detection watches it
	 * @param traceId the identity of the trace it was opened in, or null if it was opened
	 * in none
	 */
	public record Context(String id, String name, long ageMillis, String dispatch, List<String> values,
			List<HeldLease> leases, List<String> threads, @Nullable String traceId) {
	}

	/**
	 * A lease that is open.
	 *
	 * @param holder the name of the class of the task it was taken for, or null if nobody
	 * said
	 * @param thread the name of the thread on which it was taken
	 * @param ageMillis how long it has been seen to be open
	 * @param place the line of the application that took it, or null if that was not
	 * recorded
	 * @param trace the code that took it, the innermost first, or null if that was not
	 * recorded
	 */
	public record HeldLease(@Nullable String holder, String thread, long ageMillis, @Nullable String place,
			@Nullable List<String> trace) {
	}

	/**
	 * What leak detection has found at one place in the code.
	 *
	 * @param kind what kind of leak it is
	 * @param message what has happened, and the likely cause
	 * @param place the place
	 * @param count how often it was found there
	 * @param trace the code that opened what leaked, the innermost first, or null where
	 * that is not known
	 */
	public record FoundLeak(String kind, String message, String place, long count, @Nullable List<String> trace) {
	}

	/**
	 * How many there are.
	 *
	 * @param definitions beans and request locals
	 * @param open contexts that are open
	 * @param opened contexts that were opened
	 * @param closed contexts that were closed
	 * @param leases leases that are held
	 * @param overdueLeases leases that were reported because they were held too long
	 * @param abandoned contexts that were never closed and are out of everybody's reach
	 * @param leaks leaks found
	 * @param closedAccesses uses of a closed context, which were refused
	 * @param destroyFailures values that could not be destroyed
	 * @param afterResponsePending tasks that wait for a response or run after it
	 * @param afterResponseFailures tasks after a response that failed
	 * @param observerFailures calls of observers that failed
	 */
	public record Counts(long definitions, long open, long opened, long closed, long leases, long overdueLeases,
			long abandoned, long leaks, long closedAccesses, long destroyFailures, long afterResponsePending,
			long afterResponseFailures, long observerFailures) {
	}

}
