package dev.requeststate.compatibility;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Visitors that each give a name of their own, and look whether they are greeted by it.
 */
final class Visitors {

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final URI page;

	private final AtomicInteger names = new AtomicInteger();

	Visitors(URI page) {
		this.page = page;
	}

	/**
	 * Send requests.
	 * @param requests how many
	 * @param atOnce how many at once
	 * @return how many were greeted by another name
	 * @throws IllegalStateException if one is not answered with a greeting
	 */
	int send(int requests, int atOnce) throws InterruptedException, ExecutionException {
		ExecutorService threads = Executors.newFixedThreadPool(atOnce);
		try {
			List<Callable<Boolean>> visits = new ArrayList<>();
			for (int i = 0; i < requests; i++) {
				visits.add(this::isGreetedByAnotherName);
			}
			int leaks = 0;
			for (Future<Boolean> leak : threads.invokeAll(visits)) {
				leaks += leak.get() ? 1 : 0;
			}
			return leaks;
		}
		finally {
			threads.shutdownNow();
		}
	}

	private boolean isGreetedByAnotherName() throws Exception {
		String name = "visitor-" + this.names.incrementAndGet();
		HttpResponse<String> response = this.client
			.send(HttpRequest.newBuilder(URI.create(this.page + "?name=" + name)).build(), BodyHandlers.ofString());
		if (response.statusCode() != 200 || !response.body().matches("visitor-\\d+ visitor-\\d+ visitor-\\d+")) {
			throw new IllegalStateException(this.page + " answered " + response.statusCode() + ": " + response.body());
		}
		return !response.body().equals(String.join(" ", name, name, name));
	}

}
