package dev.requeststate.folio.soak;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SoakTallyTests {

	private final FaultLog faults = new FaultLog();

	private final SoakTally tally = new SoakTally(this.faults);

	@Test
	void whatFailsDuringAFaultIsPutDownToIt() {
		this.faults.begin(Fault.POSTGRES_RESTART, System.nanoTime());
		this.tally.failed("POST /cart", "500", "sorry", System.nanoTime());
		assertThat(this.tally.unexplained()).isZero();
		assertThat(this.tally.table()).contains("  failed, PostgreSQL restarted: {500=1}");
	}

	@Test
	void whatFailsWithoutAFaultIsToldWithItsDetail() {
		this.tally.failed("POST /cart", "500", "sorry", System.nanoTime());
		assertThat(this.tally.unexplained()).isEqualTo(1);
		assertThat(this.tally.unexplainedDetails()).containsExactly("POST /cart: 500: sorry");
		assertThat(this.tally.table()).contains("  failed, no fault: {500=1}");
	}

	@Test
	void whatFailsWhenTooManyComeIsPutDownToThat() {
		this.tally.skipped();
		this.tally.failed("POST /cart", "500", "sorry", System.nanoTime());
		assertThat(this.tally.unexplained()).isZero();
		assertThat(this.tally.table()).contains("  failed, too much load: {500=1}");
	}

	@Test
	void noFaultExcusesWhatIsAnothersOwn() {
		this.faults.begin(Fault.POSTGRES_RESTART, System.nanoTime());
		this.tally.foreign("POST /cart", "another cart");
		assertThat(this.tally.foreignCount()).isEqualTo(1);
		assertThat(this.tally.foreignDetails()).containsExactly("POST /cart: another cart");
	}

	@Test
	void everyRequestIsCounted() {
		this.tally.right("POST /cart");
		this.tally.right("POST /cart");
		this.tally.failed("POST /cart", "500", "sorry", System.nanoTime());
		this.tally.left();
		this.tally.skipped();
		assertThat(this.tally.requests()).isEqualTo(4);
		assertThat(this.tally.failures()).isEqualTo(1);
		assertThat(this.tally.rightCount("POST /cart")).isEqualTo(2);
		assertThat(this.tally.table()).anyMatch((line) -> line.matches("  POST /cart +2 +1"));
	}

}
