package dev.requeststate.context;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Factories: counting, the process-wide default, limits.
 */
class RequestContextFactoryTests {

	@Test
	void aFactoryCountsWhatItOpenedAndClosed() {
		RequestContextFactory factory = RequestContextFactory.builder().build();
		try (Lease first = factory.open(() -> "first"); Lease second = factory.open(() -> "second")) {
			first.close();
			assertThat(factory.opened()).isEqualTo(2);
			assertThat(factory.closed()).isOne();
		}
		assertThat(factory.closed()).isEqualTo(2);
	}

	@Test
	void idsAreSixteenDigitsAndDiffer() {
		RequestContextFactory factory = RequestContextFactory.builder().build();
		Set<String> ids = new HashSet<>();
		for (int i = 0; i < 10_000; i++) {
			try (Lease lease = factory.open(() -> "id")) {
				assertThat(lease.context().id()).matches("[0-9a-f]{16}").isEqualTo(lease.context().id());
				ids.add(lease.context().id());
			}
		}
		assertThat(ids).hasSize(10_000);
	}

	@Test
	void identitiesOfNeighboursDoNotLookAlike() {
		for (long number : new long[] { 0, 1, 0x0123456789ABCDEFL, Long.MAX_VALUE, -1 }) {
			long mixed = Long.parseUnsignedLong(RootContext.id(number), 16);
			for (int bit = 0; bit < Long.SIZE; bit++) {
				long neighbour = Long.parseUnsignedLong(RootContext.id(number ^ (1L << bit)), 16);
				assertThat(Long.bitCount(mixed ^ neighbour)).as("bits that differ between %x and %x", mixed, neighbour)
					.isBetween(10, 54);
			}
		}
	}

	@Test
	void theFactoryMadeDefaultLastIsTheDefaultUntilItsRegistrationIsClosed() {
		RequestContextFactory first = RequestContextFactory.builder().build();
		RequestContextFactory second = RequestContextFactory.builder().build();
		RequestContextFactory.Registration firstIsDefault = first.makeDefault();
		RequestContextFactory.Registration secondIsDefault = second.makeDefault();
		RequestContextFactory.Registration secondIsDefaultTwice = second.makeDefault();
		try {
			RequestContext.run("job", () -> {
			});
			assertThat(second.opened()).isOne();
			assertThat(RequestContextFactory.defaultFactory()).isSameAs(second);
			assertThat(first.isMadeDefault()).isTrue();
			secondIsDefaultTwice.close();
			secondIsDefaultTwice.close();
			RequestContext.run("job", () -> {
			});
			assertThat(second.opened()).isEqualTo(2);
			firstIsDefault.close();
			assertThat(first.isMadeDefault()).isFalse();
			assertThat(second.isMadeDefault()).isTrue();
			RequestContext.run("job", () -> {
			});
			assertThat(second.opened()).isEqualTo(3);
			secondIsDefault.close();
			assertThat(RequestContextFactory.defaultFactory()).isNotSameAs(second);
			RequestContext.run("job", () -> {
			});
			assertThat(second.opened()).isEqualTo(3);
			assertThat(first.opened()).isZero();
		}
		finally {
			firstIsDefault.close();
			secondIsDefault.close();
			secondIsDefaultTwice.close();
		}
	}

	@Test
	void aCreationTimeoutIsAboveZeroAndMayBeForEver() {
		RequestContextFactory.Builder builder = RequestContextFactory.builder();
		for (Duration refused : new Duration[] { Duration.ZERO, Duration.ofMillis(-1) }) {
			assertThatIllegalArgumentException().isThrownBy(() -> builder.creationTimeout(refused))
				.withMessage("'creationTimeout' must be above zero: " + refused);
		}
		assertThat(builder.creationTimeout(ChronoUnit.FOREVER.getDuration()).build().creationTimeoutNanos())
			.isEqualTo(Long.MAX_VALUE);
		assertThat(builder.creationTimeout(Duration.ofSeconds(2)).build().creationTimeoutNanos())
			.isEqualTo(2_000_000_000);
	}

	@Test
	@SuppressWarnings({ "NullAway", "DataFlowIssue" }) // on purpose
	void nullArgumentsAreRefusedByName() {
		RequestContextFactory.Builder builder = RequestContextFactory.builder();
		assertThatNullPointerException().isThrownBy(() -> builder.observer(null))
			.withMessage("'observer' must not be null");
		assertThatNullPointerException().isThrownBy(() -> builder.creationTimeout(null))
			.withMessage("'creationTimeout' must not be null");
		assertThatNullPointerException().isThrownBy(() -> builder.build().open(null))
			.withMessage("'origin' must not be null");
	}

}
