package dev.requeststate.context;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Finds values that need each other, before a thread waits for ever.
 * <p>
 * The creations that are under way form a graph: one waits for another when a thread that
 * works for it does. Only threads that are making a value themselves enter it; one that
 * merely reads cannot close a circle. The lock is held for the search alone.
 */
final class CreationCircles {

	private static final ReentrantLock lock = new ReentrantLock();

	private CreationCircles() {
	}

	/**
	 * Record that everything in a chain is about to wait.
	 * @param chain the innermost creation of the thread that is about to wait
	 * @param target what it waits for
	 * @throws CircularCreationException if the target waits, itself or through others,
	 * for something in the chain
	 */
	static void enter(@Nullable CreationLink chain, Creation target) {
		if (chain == null) {
			return;
		}
		lock.lock();
		try {
			List<Creation> circle = path(target, chain);
			if (circle != null) {
				throw new CircularCreationException(describe(circle));
			}
			for (CreationLink link = chain; link != null; link = link.parent()) {
				link.creation().awaits(target);
			}
		}
		finally {
			lock.unlock();
		}
	}

	static void exit(@Nullable CreationLink chain, Creation target) {
		if (chain == null) {
			return;
		}
		lock.lock();
		try {
			for (CreationLink link = chain; link != null; link = link.parent()) {
				link.creation().awaitsNoMore(target);
			}
		}
		finally {
			lock.unlock();
		}
	}

	/**
	 * The way from one creation to any in a chain, both ends included, or null. A
	 * finished one is no part of it: a task may still carry it, and who waited for it may
	 * not have left yet, but nobody waits for it any more.
	 */
	private static @Nullable List<Creation> path(Creation from, CreationLink chain) {
		Map<Creation, @Nullable Creation> reachedFrom = new HashMap<>();
		Deque<Creation> open = new ArrayDeque<>();
		reachedFrom.put(from, null);
		open.add(from);
		while (!open.isEmpty()) {
			Creation next = open.remove();
			if (next.isFinished()) {
				continue;
			}
			if (CreationLink.contains(chain, next)) {
				return trace(next, chain, reachedFrom);
			}
			for (Creation awaited : next.awaited()) {
				if (!reachedFrom.containsKey(awaited)) {
					reachedFrom.put(awaited, next);
					open.add(awaited);
				}
			}
		}
		return null;
	}

	private static List<Creation> trace(Creation end, CreationLink chain,
			Map<Creation, @Nullable Creation> reachedFrom) {
		List<Creation> circle = new ArrayList<>();
		// The chain runs from the inside out: what was asked for last comes first.
		for (CreationLink link = chain; link != null && link.creation() != end; link = link.parent()) {
			circle.add(0, link.creation());
		}
		circle.add(0, end);
		List<Creation> waits = new ArrayList<>();
		for (Creation link = end; link != null; link = reachedFrom.get(link)) {
			waits.add(0, link);
		}
		circle.addAll(waits);
		return circle;
	}

	private static String describe(List<Creation> circle) {
		String names = circle.stream()
			.map((creation) -> creation.slot() + " (made on thread '" + ThreadName.of(creation.maker()) + "')")
			.collect(Collectors.joining(" -> "));
		return "Values of one request need each other in order to be made: " + names
				+ ". Break the circle: make one of them without reading the other, "
				+ "or read it later, when it is first used.";
	}

}
