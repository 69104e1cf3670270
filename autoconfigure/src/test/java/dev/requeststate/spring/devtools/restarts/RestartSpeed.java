package dev.requeststate.spring.devtools.restarts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import dev.requeststate.spring.devtools.restarts.plain.PlainApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long an application takes to restart with this library on its class path, beside
 * the same application without. It judges nothing, and a build does not run it:
 * {@code mvn -pl autoconfigure -am test -Dtest=RestartSpeed -Dsurefire.failIfNoSpecifiedTests=false},
 * on a machine that does nothing else.
 */
class RestartSpeed {

	private static final int WARM_UP = 10;

	private static final int PAIRS = Integer.getInteger("restart-speed.pairs", 10);

	@TempDir
	private Path directory;

	@Test
	void withTheLibraryAndWithoutIt() throws IOException {
		List<Long> with = new ArrayList<>();
		List<Long> without = new ArrayList<>();
		try (RestartedProcess library = start(Layout.JARS); RestartedProcess none = start(Layout.NO_LIBRARY)) {
			for (int pair = -WARM_UP; pair < PAIRS; pair++) {
				// Each of the two is the first as often as the other.
				boolean libraryFirst = pair % 2 == 0;
				long first = (libraryFirst ? library : none).restart();
				long second = (libraryFirst ? none : library).restart();
				if (pair >= 0) {
					with.add(libraryFirst ? first : second);
					without.add(libraryFirst ? second : first);
				}
			}
		}
		List<Double> ratios = IntStream.range(0, PAIRS)
			.mapToObj((pair) -> (double) with.get(pair) / without.get(pair))
			.toList();
		System.out.printf(
				"restart: with the library %.1f ms, without %.1f ms, medians of %d: %.3f x; median of pairs: "
						+ "%.3f x; fastest %.1f ms and %.1f ms%n",
				median(with) / 1000, median(without) / 1000, PAIRS, median(with) / median(without), median(ratios),
				Collections.min(with) / 1000.0, Collections.min(without) / 1000.0);
		System.out.println("with, in microseconds: " + with);
		System.out.println("without: " + without);
	}

	private RestartedProcess start(Layout layout) throws IOException {
		return RestartedProcess.start(layout, PlainApplication.class,
				Files.createDirectory(this.directory.resolve(layout.name())));
	}

	private static double median(List<? extends Number> values) {
		double[] sorted = values.stream().mapToDouble(Number::doubleValue).sorted().toArray();
		return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
	}

}
