package dev.requeststate.spring.devtools.restarts.app;

import dev.requeststate.RequestState;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextObserver;
import dev.requeststate.spring.devtools.restarts.driver.Driver;
import dev.requeststate.spring.devtools.restarts.driver.KeptOnPurpose;
import io.micrometer.context.ContextRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Uses each part of the library, in classes that a restart throws away.
 */
@SpringBootApplication
@EnableAsync
@EnableScheduling
public class RestartedApplication {

	@Value("${keep-on-purpose:false}")
	private boolean keepOnPurpose;

	public static void main(String[] args) {
		Driver.start();
		SpringApplication.run(RestartedApplication.class, args);
	}

	@EventListener
	void started(ApplicationReadyEvent event) {
		if (this.keepOnPurpose) {
			keep();
		}
		Driver.ready(event.getApplicationContext().getEnvironment().getProperty("local.server.port"));
	}

	// One of each kind that the tests count.
	private void keep() {
		KeptOnPurpose.keep(this);
		RequestContext.run("kept", () -> KeptOnPurpose.keep(RequestContext.current()));
		Metrics.addRegistry(new SimpleMeterRegistry());
		ContextRegistry.getInstance().registerThreadLocalAccessor(new Object().toString(), new ThreadLocal<>());
	}

	@Bean
	@RequestState
	Greeting greeting() {
		return new Greeting() {

			@Override
			public String text() {
				return "hello " + RequestContext.current().id();
			}

		};
	}

	@Bean
	RequestContextObserver observer() {
		return new RequestContextObserver() {

			@Override
			public void onOpened(RequestContext context) {
				Work.opened.incrementAndGet();
			}

		};
	}

}
