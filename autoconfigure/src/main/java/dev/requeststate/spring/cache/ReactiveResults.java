package dev.requeststate.spring.cache;

import java.lang.reflect.Method;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import dev.requeststate.call.CallScope;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * What a method returns that computes its result only when somebody subscribes to it.
 * What is computed then belongs to the call as well.
 */
abstract class ReactiveResults {

	private static final boolean REACTOR = ClassUtils.isPresent("reactor.core.publisher.Flux",
			ReactiveResults.class.getClassLoader());

	private static final ReactiveResults NONE = new ReactiveResults() {

		@Override
		@Nullable Object recorded(@Nullable Object result, CallScope computation, @Nullable Executor ends) {
			return result;
		}

		@Override
		@Nullable Object failing(@Nullable Object result, GuardedCall call) {
			return result;
		}

	};

	/**
	 * For the results of a method.
	 */
	static ReactiveResults of(Method method) {
		return (REACTOR && !CompletionStage.class.isAssignableFrom(method.getReturnType())) ? ReactorResults.of(method)
				: NONE;
	}

	/**
	 * The result, with what is computed for its subscribers as a part of the computation.
	 * @param ends runs the end of the computation, or null for any thread
	 */
	abstract @Nullable Object recorded(@Nullable Object result, CallScope computation, @Nullable Executor ends);

	/**
	 * The result, which fails at its end if the call has failed.
	 */
	abstract @Nullable Object failing(@Nullable Object result, GuardedCall call);

}
