package dev.requeststate.spring.devtools.restarts.plain;

import dev.requeststate.spring.devtools.restarts.driver.Driver;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application that starts with this library on its class path, or without it.
 */
@SpringBootApplication
@RestController
public class PlainApplication {

	public static void main(String[] args) {
		Driver.start();
		SpringApplication.run(PlainApplication.class, args);
	}

	@EventListener
	void started(ApplicationReadyEvent event) {
		Driver.ready(event.getApplicationContext().getEnvironment().getProperty("local.server.port"));
	}

	@GetMapping("/hello")
	String hello() {
		return "hello";
	}

}
