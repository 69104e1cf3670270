package dev.requeststate.folio.process;

import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a suite cannot do without. Where it is missing the suite is left out, which is
 * said; where the environment variable {@code CI} is {@code true}, it fails.
 */
public final class Needed {

	private final String suite;

	private Needed(String suite) {
		this.suite = suite;
	}

	/**
	 * Begin to say what a suite needs.
	 * @param suite how it is called where it says that it is left out
	 */
	public static Needed by(String suite) {
		return new Needed(suite);
	}

	/**
	 * Return a program that the suite runs.
	 * @param missing what is said if it is empty
	 */
	public Path program(Optional<Path> program, String missing) {
		isThere(program.isPresent(), missing);
		return program.orElseThrow();
	}

	/**
	 * Go on if something is there.
	 * @param missing what is said if it is not
	 */
	public void isThere(boolean there, String missing) {
		if (!there) {
			System.out.println(this.suite + ": left out, " + missing);
			assertThat(System.getenv("CI")).as(missing + ", and this is CI").isNotEqualTo("true");
			Assumptions.abort(missing);
		}
	}

}
