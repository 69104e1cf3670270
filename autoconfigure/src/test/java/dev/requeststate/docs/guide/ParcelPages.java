package dev.requeststate.docs.guide;

import java.util.concurrent.CompletableFuture;

import dev.requeststate.context.RequestContext;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ParcelPages {

	private final Trail trail;

	private final Depot depot;

	private final Ledger ledger;

	ParcelPages(Trail trail, Depot depot, Ledger ledger) {
		this.trail = trail;
		this.depot = depot;
		this.ledger = ledger;
	}

	@GetMapping("/parcels/{parcel}")
	CompletableFuture<String> parcel(@PathVariable("parcel") String parcel) {
		this.trail.add("asked for");
		RequestContext.current().afterResponse(this.ledger::write);
		return this.depot.find(parcel);
	}

}
