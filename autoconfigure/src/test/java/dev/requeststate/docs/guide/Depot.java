package dev.requeststate.docs.guide;

import java.util.concurrent.CompletableFuture;

import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;

@Service
public class Depot {

	private final Customer customer;

	private final Trail trail;

	private final Tariffs tariffs;

	Depot(Customer customer, Trail trail, Tariffs tariffs) {
		this.customer = customer;
		this.trail = trail;
		this.tariffs = tariffs;
	}

	@Async
	public CompletableFuture<String> find(String parcel) {
		this.trail.add("found");
		String tariff = this.tariffs.tariff(parcel);
		return CompletableFuture.completedFuture(
				"Parcel %s of %s, %s, after %s".formatted(parcel, this.customer.name(), tariff, this.trail.steps()));
	}

}
