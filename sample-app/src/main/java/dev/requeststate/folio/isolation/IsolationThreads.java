package dev.requeststate.folio.isolation;

import java.util.concurrent.Executor;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Where the isolation page is rendered, if not on the thread that was asked for it.
 *
 * @param application the application's executor, which carries the context
 * @param forkJoin a fork/join pool
 * @param futures a chain of futures
 */
@Component
record IsolationThreads(@Qualifier("applicationTaskExecutor") Executor application, ForkJoin forkJoin,
		FutureChain futures) {
}
