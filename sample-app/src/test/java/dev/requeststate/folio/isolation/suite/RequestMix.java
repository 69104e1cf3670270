package dev.requeststate.folio.isolation.suite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Makes up requests for the isolation page: a token of its own for each, mostly few
 * sections and short delays. Of every hundred requests each mode has exactly its share.
 * The same seed gives the same requests. For one thread.
 */
final class RequestMix implements Supplier<IsolationRequest> {

	private static final int FEW_SECTIONS = 4;

	private static final int MOST_SECTIONS = 16;

	private static final int LONGEST_DELAY = 30;

	private final String page;

	private final Random random;

	private final Deque<IsolationMode> modes = new ArrayDeque<>();

	RequestMix(String page, long seed) {
		this.page = page;
		this.random = new Random(seed);
	}

	@Override
	public IsolationRequest get() {
		return new IsolationRequest(this.page, token(), mode(), sections(), delay(),
				this.random.nextBoolean() ? "en" : "de");
	}

	String token() {
		return "rq-%016x".formatted(this.random.nextLong());
	}

	private IsolationMode mode() {
		if (this.modes.isEmpty()) {
			List<IsolationMode> hundred = new ArrayList<>();
			for (IsolationMode mode : IsolationMode.values()) {
				hundred.addAll(Collections.nCopies(mode.share(), mode));
			}
			Collections.shuffle(hundred, this.random);
			this.modes.addAll(hundred);
		}
		return this.modes.remove();
	}

	private int sections() {
		int most = (this.random.nextInt(5) == 0) ? MOST_SECTIONS : FEW_SECTIONS;
		return 1 + this.random.nextInt(most);
	}

	private int delay() {
		return this.random.nextBoolean() ? 0 : 1 + this.random.nextInt(LONGEST_DELAY);
	}

}
