package dev.requeststate.folio.page;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.system.JavaVersion;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * The threads that sections are rendered on: virtual ones, each for one section, from JDK
 * 21 on, and a pool of their own before.
 * <p>
 * Not the application's executor. That one also runs whole pages, which wait for their
 * sections; were the sections queued behind them, all would wait for ever. And not a bean
 * of type {@code Executor}, which would make Spring Boot leave out the application's one.
 */
@Component
final class SectionExecutor implements DisposableBean {

	private static final String THREADS = "section-";

	private final SectionRunner runner;

	private final Runnable shutdown;

	SectionExecutor(@Value("${folio.section-threads:64}") int threads) {
		if (JavaVersion.getJavaVersion().isEqualOrNewerThan(JavaVersion.TWENTY_ONE)) {
			SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor(THREADS);
			executor.setVirtualThreads(true);
			this.runner = new SectionRunner(executor);
			this.shutdown = executor::close;
		}
		else {
			ThreadPoolTaskExecutor executor = pool(threads);
			this.runner = new SectionRunner(executor);
			this.shutdown = executor::shutdown;
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

	SectionRunner runner() {
		return this.runner;
	}

	@Override
	public void destroy() {
		this.shutdown.run();
	}

}
