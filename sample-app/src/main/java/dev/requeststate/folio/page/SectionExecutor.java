package dev.requeststate.folio.page;

import java.util.EnumMap;
import java.util.Map;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * The threads that sections are rendered on: those of a pool, which has none as long as
 * nobody asks for them, and virtual ones, each for one section, where the JDK has them.
 * <p>
 * Not the application's executor. That one also runs whole pages, which wait for their
 * sections; were the sections queued behind them, all would wait for ever. And not a bean
 * of type {@code Executor}, which would make Spring Boot leave out the application's one.
 */
@Component
final class SectionExecutor implements DisposableBean {

	private static final String THREADS = "section-";

	private final Map<SectionThreads, SectionRunner> runners = new EnumMap<>(SectionThreads.class);

	private final ThreadPoolTaskExecutor pool;

	private final SimpleAsyncTaskExecutor virtual = new SimpleAsyncTaskExecutor(THREADS);

	SectionExecutor(@Value("${folio.section-threads:64}") int threads) {
		this.pool = pool(threads);
		this.runners.put(SectionThreads.PLATFORM, new SectionRunner(this.pool));
		if (SectionThreads.VIRTUAL.areAvailable()) {
			this.virtual.setVirtualThreads(true);
			this.runners.put(SectionThreads.VIRTUAL, new SectionRunner(this.virtual));
		}
	}

	private static ThreadPoolTaskExecutor pool(int threads) {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setThreadNamePrefix(THREADS);
		executor.setCorePoolSize(threads);
		executor.setMaxPoolSize(threads);
		executor.setAllowCoreThreadTimeOut(true);
		executor.initialize();
		return executor;
	}

	/**
	 * What runs sections on such threads.
	 * @throws IllegalArgumentException if this JVM has none
	 */
	SectionRunner runner(SectionThreads threads) {
		SectionRunner runner = this.runners.get(threads);
		if (runner == null) {
			throw new IllegalArgumentException("This JVM has no " + threads.key() + " threads");
		}
		return runner;
	}

	@Override
	public void destroy() {
		this.virtual.close();
		this.pool.shutdown();
	}

}
