package dev.requeststate.context;

import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A value that is replaced while others read it.
 */
@Tag("race")
class ReplacingRaceTests {

	private static final int REPLACEMENTS = 200_000;

	@Test
	void aReaderSeesTheOldValueOrTheNewOneAndNeverNone() throws Throwable {
		RequestLocal<Integer> number = RequestLocal.named("number");
		AtomicBoolean replaced = new AtomicBoolean();
		try (Workers workers = new Workers();
				Lease lease = RequestContextFactory.builder().build().open(() -> "replacing")) {
			try (Binding binding = lease.bind()) {
				number.set(-1);
			}
			Future<Integer> reader = workers.start("reader", () -> {
				int missing = 0;
				try (Binding binding = lease.bind()) {
					while (!replaced.get()) {
						missing += (number.getIfPresent() == null) ? 1 : 0;
						number.get();
					}
				}
				return missing;
			});
			try (Binding binding = lease.bind()) {
				for (int i = 0; i < REPLACEMENTS && !reader.isDone(); i++) {
					number.set(i);
				}
			}
			replaced.set(true);
			assertThat(Workers.result(reader)).isZero();
		}
	}

}
