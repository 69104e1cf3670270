package dev.requeststate.spring.test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.requeststate.context.LeaseInfo;
import dev.requeststate.context.OpenContexts;
import dev.requeststate.context.RequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Says of contexts that should be closed what keeps them open.
 */
final class OpenContextsReport {

	private static final int MAX_CONTEXTS = 10;

	private static final int MAX_LEASES = 5;

	private final OpenContexts all;

	private final List<RequestContext> open;

	private @Nullable Throwable taken;

	OpenContextsReport(OpenContexts all, List<RequestContext> open) {
		this.all = all;
		this.open = open;
	}

	AssertionError error(Duration patience) {
		StringBuilder text = new StringBuilder("Expecting all request contexts to be closed, but ")
			.append(this.open.size())
			.append((this.open.size() == 1) ? " is" : " are")
			.append(" still open after ")
			.append(patience.toMillis())
			.append(" ms:");
		this.open.stream().limit(MAX_CONTEXTS).forEach((context) -> describe(context, text));
		if (this.open.size() > MAX_CONTEXTS) {
			text.append("\n- and ").append(this.open.size() - MAX_CONTEXTS).append(" more");
		}
		return new AssertionError(text.toString(), this.taken);
	}

	private void describe(RequestContext context, StringBuilder text) {
		text.append("\n- ")
			.append(context)
			.append(", open for ")
			.append(Duration.between(context.openedAt(), Instant.now()).toMillis())
			.append(" ms");
		String state = context.origin().state();
		if (!state.isEmpty()) {
			text.append(", ").append(state);
		}
		List<LeaseInfo> leases = this.all.leases(context);
		if (leases.isEmpty()) {
			text.append("\n\tnobody has taken a lease: what opened it has not closed it, or its request is not over. "
					+ "An asynchronous request of MockMvc is over after its asyncDispatch");
		}
		leases.stream().limit(MAX_LEASES).forEach((lease) -> describe(lease, text));
		if (leases.size() > MAX_LEASES) {
			text.append("\n\tand ").append(leases.size() - MAX_LEASES).append(" leases more");
		}
	}

	private void describe(LeaseInfo lease, StringBuilder text) {
		Class<?> holder = lease.holder();
		text.append("\n\theld by ")
			.append((holder != null) ? holder.getName() : "code that took a lease by hand")
			.append(", taken on ")
			.append(lease.thread().isEmpty() ? "an unnamed thread" : "thread '" + lease.thread() + "'");
		String place = lease.place();
		if (place != null) {
			text.append(", at ").append(place);
		}
		this.taken = (this.taken != null) ? this.taken : lease.taken();
	}

}
