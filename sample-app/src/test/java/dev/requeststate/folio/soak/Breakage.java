package dev.requeststate.folio.soak;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Breaks what runs, and mends it. For one thread.
 */
final class Breakage implements AutoCloseable {

	private static final int LEAVERS = 40;

	private static final int CROWD = 100;

	private final Site site;

	private final Visitors visitors;

	private final FaultLog log;

	private final ExecutorService threads = Executors.newFixedThreadPool(CROWD);

	/**
	 * Creates what breaks a site.
	 * @param site what is broken
	 * @param visitors those of whom too many come
	 * @param log where it is noted
	 */
	Breakage(Site site, Visitors visitors, FaultLog log) {
		this.site = site;
		this.visitors = visitors;
		this.log = log;
	}

	/**
	 * Let something go wrong, and return when it is mended.
	 * @param fault what
	 * @param random of what is random in it
	 */
	void happen(Fault fault, Random random) throws IOException, InterruptedException {
		FaultLog.Window window = this.log.begin(fault, System.nanoTime());
		try {
			switch (fault) {
				case CLIENT_RESETS -> crowd(LEAVERS, random, this.visitors::leave);
				case FULL_POOLS -> crowd(CROWD, random, this.visitors::ask);
				case POSTGRES_RESTART -> this.site.restartPostgres();
				case REDIS_RESTART -> this.site.restartRedis();
				case INSTANCE_KILL -> {
					this.site.killSecond();
					this.site.startSecond();
				}
			}
		}
		finally {
			this.log.end(window, System.nanoTime());
		}
	}

	private void crowd(int size, Random random, Coming coming) throws InterruptedException {
		List<Callable<Void>> all = new ArrayList<>();
		for (int i = 0; i < size; i++) {
			boolean second = random.nextBoolean();
			long seed = random.nextLong();
			all.add(() -> {
				coming.come(second, seed);
				return null;
			});
		}
		for (Future<Void> one : this.threads.invokeAll(all)) {
			try {
				one.get();
			}
			catch (ExecutionException ex) {
				throw new IllegalStateException("What one of a crowd has met could not be judged", ex.getCause());
			}
		}
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
	}

	/**
	 * What each of a crowd does.
	 */
	private interface Coming {

		void come(boolean second, long seed);

	}

}
