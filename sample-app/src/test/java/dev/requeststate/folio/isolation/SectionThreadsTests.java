package dev.requeststate.folio.isolation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.requeststate.context.RequestContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ThreadForEach}, {@link ForkJoin} and {@link FutureChain}.
 */
@Timeout(30)
class SectionThreadsTests {

	private static final ForkJoin forkJoin = new ForkJoin();

	private static final FutureChain futures = new FutureChain();

	@AfterAll
	static void end() {
		forkJoin.destroy();
		futures.destroy();
	}

	static Stream<Named<Function<List<Supplier<String>>, List<String>>>> ways() {
		return Stream.of(Named.of("a thread for each", ThreadForEach::render),
				Named.of("fork and join", forkJoin::render),
				Named.of("futures", (sections) -> futures.render(sections).join()));
	}

	@ParameterizedTest
	@MethodSource("ways")
	void sectionsAreRenderedElsewhereInTheContextOfThePageAndComeBackInOrder(
			Function<List<Supplier<String>>, List<String>> way) {
		RequestContext.run("test", () -> {
			Thread page = Thread.currentThread();
			String id = RequestContext.current().id();
			List<String> rendered = way.apply(sections((number) -> {
				assertThat(Thread.currentThread()).isNotSameAs(page);
				return number + " in " + RequestContext.current().id();
			}));
			assertThat(rendered).containsExactly("1 in " + id, "2 in " + id, "3 in " + id, "4 in " + id, "5 in " + id);
		});
	}

	@ParameterizedTest
	@MethodSource("ways")
	void failureOfASectionFailsThePageAndLeavesNothingOpen(Function<List<Supplier<String>>, List<String>> way) {
		AtomicReference<RequestContext> context = new AtomicReference<>();
		RequestContext.run("test", () -> {
			context.set(RequestContext.current());
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> way.apply(sections((number) -> {
				if (number == 3) {
					throw new DeliberateFailure(number);
				}
				return "";
			})))
				.satisfiesAnyOf((failure) -> assertThat(failure).isInstanceOf(DeliberateFailure.class),
						(failure) -> assertThat(failure).hasRootCauseInstanceOf(DeliberateFailure.class));
		});
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !context.get().isOpen());
	}

	private static List<Supplier<String>> sections(Function<Integer, String> section) {
		return IntStream.rangeClosed(1, 5).<Supplier<String>>mapToObj((number) -> () -> section.apply(number)).toList();
	}

}
