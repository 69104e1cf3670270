package dev.requeststate.autoconfigure;

import java.time.Duration;
import java.util.Set;

import dev.requeststate.context.LeakDetection;
import dev.requeststate.servlet.RequestInfoMode;
import dev.requeststate.spring.cache.CacheGuardMode;
import dev.requeststate.spring.owned.CrossRequestGuardMode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.web.servlet.DispatcherType;
import org.springframework.core.Ordered;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * The {@code request-state.*} properties.
 *
 * @param creationTimeout How long a thread waits for a value that another thread of the
 * same request is making.
 * @param filter The servlet filter.
 * @param requestInfo When headers, cookies and the rest are copied from the request.
 * @param propagation How the request context follows tasks to other threads by itself.
 * @param lease What keeps a request open.
 * @param leakDetection How much is spent on finding contexts, bindings and leases that
 * nobody ends as they should. Nothing (off), one context of 128 is followed (sampled, for
 * production), or every context is (strict, for tests and for hunting a leak).
 * @param cache Cached methods.
 * @param client How HTTP clients fetch inside a request.
 * @param observation Observations and traces.
 * @param crossRequestGuard What becomes of a call of one request's bean from another
 * request, or from none. Nothing is checked (off), it is reported once for the line
 * (warn), or the caller gets an exception (fail). By default warn where DevTools is on
 * the class path, else off.
 * @param mdc The request context in log lines.
 */
@ConfigurationProperties("request-state")
public record RequestStateProperties(@DefaultValue("30s") Duration creationTimeout, @DefaultValue Filter filter,
		@DefaultValue("lazy") RequestInfoMode requestInfo, @DefaultValue Propagation propagation,
		@DefaultValue Lease lease, @DefaultValue("off") LeakDetection leakDetection, @DefaultValue Cache cache,
		@DefaultValue Client client, @DefaultValue Observation observation,
		@Nullable CrossRequestGuardMode crossRequestGuard, @DefaultValue Mdc mdc) {

	public RequestStateProperties {
		Assert.isTrue(creationTimeout.compareTo(Duration.ZERO) > 0, "'request-state.creation-timeout' must be above "
				+ "zero: there is no meaning in waiting for less. The default is 30s.");
	}

	/**
	 * How the request context follows tasks to other threads by itself.
	 *
	 * @param enabled Whether tasks given to Spring Boot's own executor and scheduler have
	 * the request context they were submitted with.
	 */
	public record Propagation(@DefaultValue("true") boolean enabled) {

	}

	/**
	 * Cached methods.
	 *
	 * @param guard What becomes of a cached method's result that depends on something of
	 * the request which is no part of its key. It is not stored (refuse), it is not
	 * stored and the caller gets an exception (fail), or it is stored all the same and
	 * served to other requests (off).
	 * @param tags Where the evictions by tag are counted. In the process, for caches that
	 * no other process evicts from; or in Redis, for several processes.
	 */
	public record Cache(@DefaultValue("refuse") CacheGuardMode guard, @DefaultValue("process") TagStore tags) {

		/**
		 * Where the evictions by tag are counted.
		 */
		public enum TagStore {

			/**
			 * In each process by itself.
			 */
			PROCESS,

			/**
			 * In the Redis of the application's RedisConnectionFactory.
			 */
			REDIS

		}

	}

	/**
	 * What keeps a request open.
	 *
	 * @param warnAfter How long a lease may keep a request open before it is reported.
	 * @param maxAge How long a lease may keep a request open before it is closed by
	 * force. For ever by default.
	 */
	public record Lease(@DefaultValue("60s") Duration warnAfter, @Nullable Duration maxAge) {

		public Lease {
			Assert.isTrue(warnAfter.compareTo(Duration.ZERO) > 0, "'request-state.lease.warn-after' must be above "
					+ "zero: every lease would be reported. The default is 60s.");
			Assert.isTrue(maxAge == null || maxAge.compareTo(Duration.ZERO) > 0, "'request-state.lease.max-age' must "
					+ "be above zero: every lease would be closed by force. By default none is.");
		}

	}

	/**
	 * How HTTP clients fetch inside a request.
	 *
	 * @param fetchOnce Whether identical GETs that one request makes with a client of
	 * Spring Boot's RestClient.Builder go over the wire once.
	 * @param maxBody Up to which size response bodies are kept. Larger ones are streamed,
	 * and fetched each time.
	 */
	public record Client(@DefaultValue("false") boolean fetchOnce, @DefaultValue("1MB") DataSize maxBody) {

		public Client {
			Assert.isTrue(!maxBody.isNegative(),
					"'request-state.client.max-body' must not be negative. The default " + "is 1MB.");
		}

	}

	/**
	 * Observations and traces.
	 *
	 * @param enabled Whether the observation that is current where a request context is
	 * opened gets the context's identity, and the context remembers its trace.
	 */
	public record Observation(@DefaultValue("true") boolean enabled) {

	}

	/**
	 * The request context in log lines.
	 *
	 * @param enabled Whether the identity of the current request context is in the
	 * diagnostic context (MDC) of every thread that it is current on.
	 * @param key The key in the diagnostic context.
	 */
	public record Mdc(@DefaultValue("false") boolean enabled, @DefaultValue("requestStateId") String key) {

		public Mdc {
			Assert.hasText(key, "'request-state.mdc.key' must not be empty. The default is requestStateId.");
		}

	}

	/**
	 * The servlet filter that opens a context for each request.
	 *
	 * @param enabled Whether to register the servlet filter that opens a context for each
	 * request.
	 * @param required Whether a web application with request-state beans and no filter
	 * fails to start. Set to false where the application opens the contexts itself.
	 * @param order Order of the filter. By default after forwarded headers, encoding and
	 * observation, before Spring Security.
	 * @param dispatcherTypes Dispatcher types of the filter. All dispatches of one
	 * request share one context.
	 */
	public record Filter(@DefaultValue("true") boolean enabled, @DefaultValue("true") boolean required,
			@DefaultValue(DEFAULT_ORDER) int order, @DefaultValue( {
					"request", "async", "error" }) Set<DispatcherType> dispatcherTypes){

		static final int DEFAULT_ORDER_VALUE = Ordered.HIGHEST_PRECEDENCE + 2;

		private static final String DEFAULT_ORDER = "" + DEFAULT_ORDER_VALUE;

	}

}
