package dev.requeststate.docs.guide;

import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Service;

@Service
public class Tariffs {

	private final AtomicInteger computed = new AtomicInteger();

	private final Customer customer;

	Tariffs(Customer customer) {
		this.customer = customer;
	}

	@Cacheable(cacheNames = "tariffs", key = "#parcel + ' for ' + @customer.name()")
	public String tariff(String parcel) {
		return "tariff %d of %s".formatted(this.computed.incrementAndGet(), this.customer.name());
	}

}
