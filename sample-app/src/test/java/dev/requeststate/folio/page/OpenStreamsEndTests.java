package dev.requeststate.folio.page;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the end of {@link OpenStreams}.
 */
class OpenStreamsEndTests {

	private final AtomicInteger completed = new AtomicInteger();

	private final OpenStreams streams = new OpenStreams();

	@Test
	void streamIsCompletedAtTheEndAndNotBefore() {
		this.streams.add(new CountingEmitter());
		assertThat(this.completed).hasValue(0);
		this.streams.end();
		assertThat(this.completed).hasValue(1);
	}

	@Test
	void streamThatComesAfterTheEndIsCompletedAtOnce() {
		this.streams.end();
		this.streams.add(new CountingEmitter());
		assertThat(this.completed).hasValue(1);
	}

	private final class CountingEmitter extends SseEmitter {

		@Override
		public void complete() {
			OpenStreamsEndTests.this.completed.incrementAndGet();
			super.complete();
		}

	}

}
