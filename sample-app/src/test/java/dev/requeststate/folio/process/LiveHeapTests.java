package dev.requeststate.folio.process;

import java.io.IOException;
import java.lang.ref.Reference;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class LiveHeapTests {

	private static final int MUCH = 50_000_000;

	@Test
	void theTotalOfTheBytesIsRead() throws IOException {
		assertThat(LiveHeap.total("""
				   1:         25013        1889120  [B (java.base@17.0.15)
				Total         48481        2452832
				""")).isEqualTo(2_452_832);
	}

	@Test
	void whatIsNoHistogramHasNoTotal() {
		assertThatIOException().isThrownBy(() -> LiveHeap.total("The process is gone"));
	}

	@Test
	void whatIsKeptInARunningProcessIsSeenAndGarbageIsNot() throws Exception {
		LiveHeap heap = new LiveHeap(ProcessHandle.current());
		long before = heap.bytes();
		byte[] kept = new byte[MUCH];
		assertThat(heap.bytes() - before).isBetween(MUCH / 10L * 9, MUCH / 10L * 11);
		Reference.reachabilityFence(kept);
		kept = new byte[0];
		assertThat(heap.bytes() - before).isLessThan(MUCH / 10L);
	}

}
