package dev.requeststate.docs.guide;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import dev.requeststate.RequestState;

import org.springframework.stereotype.Component;

@RequestState
@Component
class Trail {

	private final Queue<String> steps = new ConcurrentLinkedQueue<>();

	void add(String step) {
		this.steps.add(step);
	}

	List<String> steps() {
		return List.copyOf(this.steps);
	}

}
