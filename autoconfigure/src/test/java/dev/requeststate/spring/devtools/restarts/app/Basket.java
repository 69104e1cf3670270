package dev.requeststate.spring.devtools.restarts.app;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.requeststate.RequestState;
import jakarta.annotation.PreDestroy;

import org.springframework.stereotype.Component;

@Component
@RequestState
class Basket {

	private final List<Note> notes = new CopyOnWriteArrayList<>();

	void add(Note note) {
		this.notes.add(note);
	}

	int size() {
		return this.notes.size();
	}

	@PreDestroy
	void empty() {
		this.notes.clear();
	}

}
