package dev.requeststate.docs;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import dev.requeststate.OpensRequestContext;
import dev.requeststate.context.RequestContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The scheduled job of docs/following-the-request.md.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
class RemindersTests {

	@Autowired
	private Reminders reminders;

	@Test
	void theJobHasAContextOfItsOwn() {
		Awaitility.await().untilAsserted(() -> assertThat(this.reminders.sent()).containsExactly("sent in reminders"));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableScheduling
	@Import(Reminders.class)
	static class Application {

	}

}

@Component
class Reminders {

	private final Queue<String> sent = new ConcurrentLinkedQueue<>();

	@Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
	@OpensRequestContext("reminders")
	void send() {
		this.sent.add("sent in " + RequestContext.current().name());
	}

	List<String> sent() {
		return List.copyOf(this.sent);
	}

}
