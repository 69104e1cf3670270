package dev.requeststate.folio.isolation.suite;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Many clients that ask for pages and go away before they have them.
 */
final class Disconnects {

	private static final int AT_A_TIME = 16;

	private static final int DELAY = 100;

	private final URI server;

	private final RequestMix requests;

	private final Random random;

	Disconnects(URI server, long seed) {
		this.server = server;
		this.requests = new RequestMix(IsolationRequest.PAGE, seed);
		this.random = new Random(seed);
	}

	/**
	 * Lets so many clients go away in each mode and manner, and returns how many they
	 * were when all are gone.
	 */
	int leave(int each) throws Exception {
		ExecutorService clients = Executors.newFixedThreadPool(AT_A_TIME);
		try {
			List<Callable<Void>> departures = departures(each);
			for (Future<Void> gone : clients.invokeAll(departures)) {
				gone.get();
			}
			return departures.size();
		}
		finally {
			clients.shutdownNow();
		}
	}

	private List<Callable<Void>> departures(int each) {
		List<Callable<Void>> departures = new ArrayList<>();
		for (IsolationMode mode : IsolationMode.values()) {
			for (Departure departure : Departure.values()) {
				for (int i = 0; i < each; i++) {
					departures.add(departure(mode, departure));
				}
			}
		}
		return departures;
	}

	private Callable<Void> departure(IsolationMode mode, Departure departure) {
		IsolationRequest request = new IsolationRequest(IsolationRequest.PAGE, this.requests.token(), mode, 4, DELAY,
				"en");
		long seed = this.random.nextLong();
		return () -> {
			departure.leave(this.server, request, seed);
			return null;
		};
	}

}
