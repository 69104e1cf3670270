package dev.requeststate.folio.process;

import java.net.http.HttpClient;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * HTTP clients for load. Each has two threads, so that the machine's processors are left
 * to the server, and neither a cookie store nor redirects: what is sent is what the
 * caller says, and what comes back is what the server said.
 */
public final class LoadClients {

	private LoadClients() {
	}

	/**
	 * Create a client, which is to be kept: its threads stay until this JVM ends.
	 * @param threads how its threads are called
	 */
	public static HttpClient create(String threads) {
		Executor executor = Executors.newFixedThreadPool(2, (task) -> {
			Thread thread = new Thread(task, threads);
			thread.setDaemon(true);
			return thread;
		});
		return HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.followRedirects(HttpClient.Redirect.NEVER)
			.executor(executor)
			.build();
	}

}
