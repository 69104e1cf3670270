package com.example.greeting;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Leaks on purpose: keeps its visitor in a singleton until a second one has come. Of each
 * two that meet, one is greeted by the name of the other.
 */
@RestController
class LeakyPages {

	private final CyclicBarrier pair = new CyclicBarrier(2);

	private volatile String name;

	@GetMapping("/leaky")
	String leaky(String name) throws InterruptedException, BrokenBarrierException, TimeoutException {
		this.name = name;
		this.pair.await(30, TimeUnit.SECONDS);
		String seen = this.name;
		return String.join(" ", seen, seen, seen);
	}

}
