package dev.requeststate.folio.board;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.requeststate.folio.isolation.IsolationMode;
import dev.requeststate.folio.isolation.RequestToken;
import dev.requeststate.folio.page.SectionThreads;
import org.jspecify.annotations.Nullable;

/**
 * What a run is to do.
 *
 * @param requests how many requests it sends
 * @param concurrency how many of them are on their way at once
 * @param mode how they are to be answered, or null for all modes, mixed
 * @param threads what the sections of the pages are rendered on, where the mode does not
 * say so
 * @param leaky whether it is the leaky control that is asked, where leaks must be found
 */
record RunPlan(int requests, int concurrency, @Nullable IsolationMode mode, SectionThreads threads, boolean leaky) {

	// A timeout takes a second, in which nothing is done.
	private static final int OTHERS_FOR_A_TIMEOUT = 4;

	/**
	 * The requests to be sent, in that order, each with a token of its own.
	 */
	List<RunRequest> toRequests() {
		List<IsolationMode> modes = modes();
		List<RunRequest> requests = new ArrayList<>();
		for (int i = 0; i < this.requests; i++) {
			requests.add(new RunRequest(i + 1, RequestToken.random(), modes.get(i % modes.size()), this.threads,
					this.leaky));
		}
		return requests;
	}

	private List<IsolationMode> modes() {
		if (this.mode != null) {
			return List.of(this.mode);
		}
		List<IsolationMode> modes = new ArrayList<>();
		for (IsolationMode mode : IsolationMode.values()) {
			modes.addAll(Collections.nCopies((mode == IsolationMode.TIMEOUT) ? 1 : OTHERS_FOR_A_TIMEOUT, mode));
		}
		Collections.shuffle(modes);
		return modes;
	}

}
