package dev.requeststate.folio.isolation.suite;

import java.util.concurrent.CountDownLatch;

/**
 * A Folio that is none, as a process: says its port and serves, says a port that nobody
 * listens on, says nothing, or ends at once.
 */
final class FakeFolioMain {

	private FakeFolioMain() {
	}

	public static void main(String[] arguments) throws Exception {
		System.out.println("The fake was started to be " + arguments[0]);
		switch (arguments[0]) {
			case "ready" -> System.out.println("Fake started on port " + FakeFolio.start().uri().getPort() + " (http)");
			case "deaf" -> System.out.println("Fake started on port 1 (http)");
			case "broken" -> System.exit(3);
			default -> System.out.println("Fake has nothing more to say");
		}
		new CountDownLatch(1).await();
	}

}
