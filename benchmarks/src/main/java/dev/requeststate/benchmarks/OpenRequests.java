package dev.requeststate.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

import dev.requeststate.context.ContextOrigin;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestLocal;
import dev.requeststate.servlet.RequestCompletion;
import dev.requeststate.servlet.RequestInfoMode;
import dev.requeststate.servlet.RequestStateFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Requests that are kept open, as many as there are places, one way of opening them for
 * each implementation. All values are one and the same object, so that what a request
 * adds to its values is all that it adds to the heap.
 */
interface OpenRequests {

	/**
	 * The locals of those that have values: the only ones of the process, but for those
	 * that the library itself has.
	 */
	List<RequestLocal<Object>> LOCALS = IntStream.range(0, 5)
		.mapToObj((i) -> RequestLocal.named("local " + i))
		.toList();

	/**
	 * Open the request of a place and give it its values.
	 */
	void open(int place) throws IOException, ServletException;

	/**
	 * End it.
	 */
	void close(int place);

	/**
	 * What is done to open contexts from time to time.
	 */
	default void review() {
	}

	/**
	 * How many are open, as far as somebody knows.
	 */
	long opened();

	/**
	 * By the name on the command line.
	 * @param places how many can be open at once
	 */
	static OpenRequests named(String name, int places) {
		return switch (name) {
			case "empty" -> new Contexts(places, List.of());
			case "values" -> new Contexts(places, LOCALS);
			case "filter" -> new Filtered(places);
			case "spring" -> new Attributes(places);
			default -> throw new IllegalArgumentException(name);
		};
	}

	/**
	 * Contexts that are opened by hand.
	 */
	final class Contexts implements OpenRequests {

		private static final ContextOrigin ORIGIN = () -> "request";

		private final RequestContextFactory factory = RequestContextFactory.builder().build();

		private final List<RequestLocal<Object>> locals;

		private final Lease[] leases;

		Contexts(int places, List<RequestLocal<Object>> locals) {
			this.leases = new Lease[places];
			this.locals = locals;
		}

		static void set(List<RequestLocal<Object>> locals) {
			for (RequestLocal<Object> local : locals) {
				local.set(ORIGIN);
			}
		}

		@Override
		public void open(int place) {
			Lease lease = this.factory.open(ORIGIN);
			lease.run(() -> set(this.locals));
			this.leases[place] = lease;
		}

		@Override
		@SuppressWarnings("NullAway") // the place is empty then
		public void close(int place) {
			this.leases[place].close();
			this.leases[place] = null;
		}

		@Override
		public void review() {
			this.factory.openContexts().review();
		}

		@Override
		public long opened() {
			return this.factory.openContexts().size();
		}

	}

	/**
	 * HTTP requests whose dispatch is over and whose container is not done with them. The
	 * requests themselves are the container's and are there before.
	 */
	final class Filtered implements OpenRequests, RequestCompletion {

		private final RequestContextFactory factory = RequestContextFactory.builder().build();

		private final RequestStateFilter filter = new RequestStateFilter(this.factory, List.of(this),
				RequestInfoMode.LAZY);

		private final HttpServletResponse response = EmptyRequest.response();

		private final FilterChain chain = (request, response) -> Contexts.set(LOCALS);

		private final EmptyRequest[] requests;

		Filtered(int places) {
			this.requests = new EmptyRequest[places];
			for (int i = 0; i < places; i++) {
				this.requests[i] = new EmptyRequest();
				this.requests[i].setAttribute(ATTRIBUTE, this);
			}
		}

		@Override
		public boolean register(HttpServletRequest request, Runnable onCompletion) {
			return request.getAttribute(ATTRIBUTE) == this;
		}

		@Override
		public void open(int place) throws IOException, ServletException {
			this.filter.doFilter(this.requests[place], this.response, this.chain);
		}

		@Override
		public void close(int place) {
			EmptyRequest request = this.requests[place];
			Checks.present((Runnable) request.getAttribute(ATTRIBUTE)).run();
			request.setAttribute(ATTRIBUTE, this);
		}

		@Override
		public void review() {
			this.factory.openContexts().review();
		}

		@Override
		public long opened() {
			return this.factory.openContexts().size();
		}

	}

	/**
	 * Attributes of Spring's, of requests that are there before.
	 */
	final class Attributes implements OpenRequests {

		private final List<String> names = IntStream.range(0, LOCALS.size()).mapToObj((i) -> "attribute " + i).toList();

		private final EmptyRequest[] requests;

		private final ServletRequestAttributes[] attributes;

		private long opened;

		Attributes(int places) {
			this.attributes = new ServletRequestAttributes[places];
			this.requests = new EmptyRequest[places];
			for (int i = 0; i < places; i++) {
				this.requests[i] = new EmptyRequest();
				// So that its table is there.
				this.requests[i].setAttribute("container", this);
			}
		}

		@Override
		public void open(int place) {
			ServletRequestAttributes attributes = new ServletRequestAttributes(this.requests[place]);
			for (String name : this.names) {
				attributes.setAttribute(name, this.names, RequestAttributes.SCOPE_REQUEST);
			}
			this.attributes[place] = attributes;
			this.opened++;
		}

		@Override
		@SuppressWarnings("NullAway") // the place is empty then
		public void close(int place) {
			this.attributes[place].requestCompleted();
			this.attributes[place] = null;
			for (String name : this.names) {
				this.requests[place].removeAttribute(name);
			}
			this.opened--;
		}

		@Override
		public long opened() {
			return this.opened;
		}

	}

}
