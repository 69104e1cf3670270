package dev.requeststate.benchmarks;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;

import com.alibaba.ttl.TransmittableThreadLocal;
import com.alibaba.ttl.threadpool.TtlExecutors;
import dev.requeststate.context.Binding;
import dev.requeststate.context.Lease;
import dev.requeststate.context.NoRequestContextException;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestLocal;
import dev.requeststate.propagation.Propagating;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.concurrent.DelegatingSecurityContextExecutor;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

/**
 * A request with one value, and one system's way to carry it to another thread. Used on
 * the one thread that made it, but for {@link #read()} and {@link #current()}.
 */
abstract class HopPeer implements AutoCloseable {

	final Integer value;

	HopPeer(Integer value) {
		this.value = value;
	}

	/**
	 * A request of a system.
	 * @param benchmark the benchmark, whose method is named after the system
	 * @param value what the request carries
	 */
	static HopPeer of(String benchmark, Integer value) {
		String system = benchmark.substring(benchmark.lastIndexOf('.') + 1);
		return switch (system) {
			case "floor" -> new Nothing(value);
			case "requestState" -> new RequestState(value);
			case "micrometerSnapshot" -> new MicrometerSnapshot(value);
			case "springTaskDecorator" -> new SpringTaskDecorator(value);
			case "transmittableThreadLocal" -> new Transmittable(value);
			case "openTelemetry" -> new OpenTelemetry(value);
			case "springSecurity" -> new SpringSecurity(value);
			default -> throw new IllegalArgumentException("No system is called '" + system + "'");
		};
	}

	/**
	 * Make the value current on this thread.
	 */
	abstract void begin();

	/**
	 * Make current what was before, which is nothing.
	 */
	abstract void end();

	/**
	 * An executor whose tasks have what is current where they are given to it.
	 * @param threads runs them
	 */
	abstract Executor carrying(Executor threads);

	/**
	 * What is current on the thread that asks, or null if nothing is.
	 */
	abstract @Nullable Integer current();

	/**
	 * What the task does: it reads the value.
	 */
	int read() {
		return Objects.requireNonNull(current());
	}

	@Override
	public void close() {
	}

	/**
	 * Nothing is carried: the task has the value from its own field.
	 */
	private static final class Nothing extends HopPeer {

		private static final ThreadLocal<Integer> PLAIN = ThreadLocalPlaces.anywhere(ThreadLocal::new);

		Nothing(Integer value) {
			super(value);
		}

		@Override
		void begin() {
			PLAIN.set(this.value);
		}

		@Override
		void end() {
			PLAIN.set(null);
		}

		@Override
		Executor carrying(Executor threads) {
			return threads;
		}

		@Override
		@Nullable Integer current() {
			return PLAIN.get();
		}

		@Override
		int read() {
			return this.value;
		}

	}

	/**
	 * Ours: with a lease from the submission to the task's end.
	 */
	private static final class RequestState extends HopPeer {

		private static final RequestLocal<Integer> LOCAL = ThreadLocalPlaces
			.anywhere(() -> RequestLocal.<Integer>named("value"));

		private final Lease request = RequestContextFactory.builder().build().open(() -> "request");

		private @Nullable Binding binding;

		RequestState(Integer value) {
			super(value);
			this.request.run(() -> LOCAL.set(value));
		}

		@Override
		void begin() {
			this.binding = this.request.bind();
		}

		@Override
		void end() {
			Objects.requireNonNull(this.binding).close();
		}

		@Override
		Executor carrying(Executor threads) {
			return Propagating.executor(threads);
		}

		@Override
		@Nullable Integer current() {
			try {
				return LOCAL.get();
			}
			catch (NoRequestContextException ex) {
				return null;
			}
		}

		@Override
		public void close() {
			this.request.close();
		}

	}

	/**
	 * Micrometer, as
	 * <a href="https://docs.micrometer.io/context-propagation/reference/usage.html">its
	 * documentation</a> wraps a task. Nobody's but the value's accessor is registered.
	 */
	private static class MicrometerSnapshot extends HopPeer {

		private static final ThreadLocal<Integer> PLAIN = ThreadLocalPlaces.anywhere(ThreadLocal::new);

		final ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder()
			.contextRegistry(new ContextRegistry().registerThreadLocalAccessor("value", PLAIN))
			.build();

		MicrometerSnapshot(Integer value) {
			super(value);
		}

		@Override
		void begin() {
			PLAIN.set(this.value);
		}

		@Override
		void end() {
			PLAIN.set(null);
		}

		@Override
		Executor carrying(Executor threads) {
			return (task) -> threads.execute(this.snapshots.captureAll().wrap(task));
		}

		@Override
		@Nullable Integer current() {
			return PLAIN.get();
		}

	}

	/**
	 * Micrometer by the task decorator that Spring Boot gives its executors where
	 * {@code spring.task.execution.propagate-context} is set; they ask it for each task.
	 */
	private static final class SpringTaskDecorator extends MicrometerSnapshot {

		private final TaskDecorator decorator = new ContextPropagatingTaskDecorator(this.snapshots);

		SpringTaskDecorator(Integer value) {
			super(value);
		}

		@Override
		Executor carrying(Executor threads) {
			return (task) -> threads.execute(this.decorator.decorate(task));
		}

	}

	/**
	 * TransmittableThreadLocal, by
	 * <a href="https://github.com/alibaba/transmittable-thread-local">its executor</a>.
	 */
	private static final class Transmittable extends HopPeer {

		private static final TransmittableThreadLocal<Integer> TTL = ThreadLocalPlaces
			.anywhere(TransmittableThreadLocal::new);

		Transmittable(Integer value) {
			super(value);
		}

		@Override
		void begin() {
			TTL.set(this.value);
		}

		@Override
		void end() {
			TTL.remove();
		}

		@Override
		Executor carrying(Executor threads) {
			return Objects.requireNonNull(TtlExecutors.getTtlExecutor(threads));
		}

		@Override
		@Nullable Integer current() {
			return TTL.get();
		}

	}

	/**
	 * OpenTelemetry's context, as
	 * <a href="https://opentelemetry.io/docs/languages/java/api/#context">its
	 * documentation</a> wraps an executor: {@code wrap} for each task.
	 */
	private static final class OpenTelemetry extends HopPeer {

		private static final ContextKey<Integer> KEY = ContextKey.named("value");

		private static final Context ROOT = ThreadLocalPlaces.anywhere(Context::root);

		private final Context context;

		private @Nullable Scope scope;

		OpenTelemetry(Integer value) {
			super(value);
			this.context = ROOT.with(KEY, value);
		}

		@Override
		void begin() {
			this.scope = this.context.makeCurrent();
		}

		@Override
		void end() {
			Objects.requireNonNull(this.scope).close();
		}

		@Override
		Executor carrying(Executor threads) {
			return Context.taskWrapping(threads);
		}

		@Override
		@Nullable Integer current() {
			return Context.current().get(KEY);
		}

	}

	/**
	 * Spring Security's executor, as in <a href=
	 * "https://docs.spring.io/spring-security/reference/features/integrations/concurrency.html">its
	 * documentation</a>. The value is the principal.
	 */
	private static final class SpringSecurity extends HopPeer {

		private static final SecurityContext EMPTY = ThreadLocalPlaces
			.anywhere(SecurityContextHolder::createEmptyContext);

		private final SecurityContext context;

		SpringSecurity(Integer value) {
			super(value);
			this.context = new SecurityContextImpl(
					UsernamePasswordAuthenticationToken.authenticated(value, null, List.of()));
		}

		@Override
		void begin() {
			SecurityContextHolder.setContext(this.context);
		}

		@Override
		void end() {
			SecurityContextHolder.clearContext();
		}

		@Override
		Executor carrying(Executor threads) {
			return new DelegatingSecurityContextExecutor(threads);
		}

		@Override
		@Nullable Integer current() {
			SecurityContext context = SecurityContextHolder.getContext();
			if (context.equals(EMPTY)) {
				// Asking has put it there.
				SecurityContextHolder.clearContext();
				return null;
			}
			Authentication authentication = Objects.requireNonNull(context.getAuthentication());
			return (Integer) authentication.getPrincipal();
		}

	}

}
