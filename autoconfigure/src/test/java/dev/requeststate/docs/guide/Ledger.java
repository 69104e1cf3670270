package dev.requeststate.docs.guide;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

@Component
class Ledger {

	private static final Logger logger = LoggerFactory.getLogger(Ledger.class);

	private final Customer customer;

	private final Trail trail;

	Ledger(Customer customer, Trail trail) {
		this.customer = customer;
		this.trail = trail;
	}

	void write() {
		logger.info("{}: {}", this.customer.name(), this.trail.steps());
	}

}
