package dev.requeststate.docs;

import java.io.Serializable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import dev.requeststate.retained.RetainedState;
import dev.requeststate.retained.Retention;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What docs/retained-state.md shows.
 */
class RetainedStateTests {

	static final RetainedState<AtomicLong> VISITS = RetainedState.define("visits", AtomicLong.class, AtomicLong::new);

	record Basket(String owner, List<String> titles) implements Serializable {
	}

	static final RetainedState<Basket> BASKET = RetainedState.define("basket", Basket.class,
			() -> new Basket("nobody", List.of()), Retention.migrated());

	static final RetainedState<Prices> PRICES = RetainedState.define("prices", Prices.class, Prices::connect,
			Retention.opaque("holds a socket and strings"));

	long visit() {
		return VISITS.get().incrementAndGet();
	}

	@Test
	void aValueIsMadeOnceAndKept() {
		long before = visit();
		assertThat(visit()).isEqualTo(before + 1);
	}

	@Test
	void aValueIsMigratedOrOpaqueOnlyWhenThatIsSaid() {
		assertThat(BASKET.get().owner()).isEqualTo("nobody");
		assertThat(PRICES.get()).isSameAs(PRICES.get());
	}

	@Test
	void anOpenPageIsCompletedWhenTheContextCloses() {
		AtomicBoolean completed = new AtomicBoolean();
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(LivePages.class)) {
			context.getBean(LivePages.class).emitters.add(new SseEmitter() {
				@Override
				public void complete() {
					completed.set(true);
				}
			});
		}
		assertThat(completed).isTrue();
	}

	static final class Prices {

		static Prices connect() {
			return new Prices();
		}

	}

	static class LivePages {

		private final List<SseEmitter> emitters = new CopyOnWriteArrayList<>();

		@EventListener
		void complete(ContextClosedEvent event) {
			this.emitters.forEach(SseEmitter::complete);
		}

	}

}
