package dev.requeststate.owned;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.requeststate.RequestState;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;

/**
 * A bean that lets itself be taken out of its request in every way there is.
 */
@RequestState
class Cart extends CartBase<String> implements Counting {

	static final List<String> ended = new ArrayList<>();

	private final List<String> items = new ArrayList<>();

	Cart() {
		add("made");
	}

	@PostConstruct
	void begin() {
		add("begun");
	}

	@PreDestroy
	void end() {
		ended.add("ended with " + count());
	}

	@Override
	public void add(String item) {
		this.items.add(item);
	}

	@Override
	public int count() {
		return this.items.size();
	}

	protected int counted() {
		return count();
	}

	int sum(long first, double second, int third) {
		return (int) (first + second + third);
	}

	Cart itself() {
		return this;
	}

	Supplier<Integer> counter() {
		return () -> count();
	}

	Supplier<Integer> fieldReader() {
		return () -> this.items.size();
	}

	final int finalCount() {
		return this.items.size();
	}

	@Override
	public String toString() {
		return "a cart of " + this.items.size();
	}

	@Override
	public boolean equals(Object other) {
		return other == this;
	}

	@Override
	public int hashCode() {
		return 42;
	}

}
