package dev.requeststate.folio.process;

import java.io.IOException;
import java.lang.ref.Reference;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class LiveInstancesTests {

	private static final String HISTOGRAM = """
			 num     #instances         #bytes  class name (module)
			-------------------------------------------------------
			   1:         25013        1889120  [B (java.base@17.0.15)
			   2:         23456         562944  java.lang.String (java.base@17.0.15)
			   9:             7            448  com.example.Loader
			  10:             5            320  com.example.Loader$Entry
			Total         48481        2452832
			""";

	@Test
	void theInstancesOfTheClassItselfAreCounted() throws IOException {
		assertThat(LiveInstances.count(HISTOGRAM, "com.example.Loader")).isEqualTo(7);
		assertThat(LiveInstances.count(HISTOGRAM, "java.lang.String")).isEqualTo(23456);
	}

	@Test
	void aClassThatIsNotThereHasNone() throws IOException {
		assertThat(LiveInstances.count(HISTOGRAM, "com.example.Other")).isZero();
	}

	@Test
	void whatIsNoHistogramIsNotTakenForNone() {
		assertThatIOException().isThrownBy(() -> LiveInstances.count("The process is gone", "com.example.Loader"));
	}

	@Test
	void aRunningProcessCanBeAsked() throws Exception {
		assertThat(new LiveInstances(ProcessHandle.current()).of(Witness.class.getName())).isZero();
		Witness[] witnesses = { new Witness(), new Witness() };
		assertThat(new LiveInstances(ProcessHandle.current()).of(Witness.class.getName())).isEqualTo(witnesses.length);
		Reference.reachabilityFence(witnesses);
	}

	private static final class Witness {

	}

}
