package dev.requeststate.benchmarks;

import java.util.concurrent.ExecutionException;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

import com.google.inject.Provider;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One system, started, with a request open on the benchmark's thread. A benchmark takes
 * the nested class of its system as an argument, so that none of the others is started in
 * its process.
 *
 * @param <P> the system
 */
@State(Scope.Thread)
public abstract class OpenRequest<P extends RequestScopePeer> {

	private final Supplier<P> start;

	P peer;

	Counter standIn;

	OpenRequest(Supplier<P> start) {
		this.start = start;
	}

	/**
	 * Start the system, see that it isolates requests, and open one.
	 */
	@Setup
	public void open() throws ExecutionException, InterruptedException {
		this.peer = StartThread.call(this.start);
		this.peer.requireIsolation();
		this.peer.open();
		this.standIn = this.peer.standIn();
		started(this.peer);
	}

	/**
	 * Get more of what the system has for a call.
	 */
	void started(P peer) {
	}

	/**
	 * End the request and the system.
	 */
	@TearDown
	public void close() {
		this.peer.close();
		this.peer.stop();
	}

	/**
	 * Ours: beans.
	 */
	public static class RequestState extends OpenRequest<RequestStatePeer> {

		@SuppressWarnings("NullAway.Init") // while it is set up
		Count interfaceStandIn;

		@SuppressWarnings("NullAway.Init") // likewise
		IntSupplier jdkInterfaceStandIn;

		public RequestState() {
			super(RequestStatePeer::new);
		}

		@Override
		void started(RequestStatePeer peer) {
			this.interfaceStandIn = peer.interfaceStandIn();
			this.jdkInterfaceStandIn = peer.jdkInterfaceStandIn();
		}

	}

	/**
	 * Ours: request locals.
	 */
	public static class RequestLocals extends OpenRequest<RequestLocalPeer> {

		public RequestLocals() {
			super(RequestLocalPeer::new);
		}

	}

	/**
	 * Spring's own.
	 */
	public static class Spring extends OpenRequest<SpringPeer> {

		public Spring() {
			super(SpringPeer::new);
		}

	}

	/**
	 * CDI.
	 */
	public static class Weld extends OpenRequest<WeldPeer> {

		public Weld() {
			super(WeldPeer::new);
		}

	}

	/**
	 * Guice.
	 */
	public static class Guice extends OpenRequest<GuicePeer> {

		@SuppressWarnings("NullAway.Init") // while it is set up
		Provider<? extends Counter> provider;

		public Guice() {
			super(GuicePeer::new);
		}

		@Override
		void started(GuicePeer peer) {
			this.provider = peer.provider();
		}

	}

	/**
	 * Micronaut.
	 */
	public static class Micronaut extends OpenRequest<MicronautPeer> {

		public Micronaut() {
			super(MicronautPeer::new);
		}

	}

}
