package dev.requeststate.spring.rows;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.requeststate.RequestState;

import org.springframework.stereotype.Component;

/**
 * Request state as a user writes it: with properties that have getters and one that has
 * none.
 */
@Component
@RequestState
public class Cart {

	private final List<String> items = new ArrayList<>();

	@JsonProperty
	private String note = "none";

	public List<String> getItems() {
		return this.items;
	}

	public Cart add(String item) {
		this.items.add(item);
		return this;
	}

	public void annotate(String note) {
		this.note = note;
	}

	@Override
	public String toString() {
		return "cart of " + this.items;
	}

}
