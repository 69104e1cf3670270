package dev.requeststate.benchmarks;

/**
 * A system that makes stand-ins, which are called without asking it for anything.
 */
interface ProxyingPeer extends RequestScopePeer {

	/**
	 * Its stand-ins.
	 */
	ProxiedBeans beans();

	@Override
	default Counter standIn() {
		return beans().counter(0);
	}

	@Override
	default int count(int index) {
		return beans().counter(index).increment();
	}

	@Override
	default int countDestroyed(int index) {
		return beans().destroyed(index).increment();
	}

}
