package dev.requeststate.folio.isolation;

import java.util.concurrent.Executor;

import dev.requeststate.propagation.Propagating;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Where the isolation page is rendered, if not on the thread that was asked for it.
 *
 * @param application the application's executor
 * @param forkJoin a fork/join pool
 * @param futures a chain of futures
 */
@Component
record IsolationThreads(Executor application, ForkJoin forkJoin, FutureChain futures) {

	IsolationThreads(@Qualifier("applicationTaskExecutor") Executor application, ForkJoin forkJoin,
			FutureChain futures) {
		this.application = Propagating.executor(application);
		this.forkJoin = forkJoin;
		this.futures = futures;
	}

}
