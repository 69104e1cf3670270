package dev.requeststate.folio.soak;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FaultLogTests {

	private static final long AFTERMATH = FaultLog.AFTERMATH.toNanos();

	private final FaultLog log = new FaultLog();

	@Test
	void whatFailsDuringAFaultOrSoonAfterItHasThatCause() {
		FaultLog.Window window = this.log.begin(Fault.REDIS_RESTART, 1000);
		assertThat(this.log.causeOf(500, 1000)).contains(Fault.REDIS_RESTART);
		assertThat(this.log.causeOf(5000, 6000)).contains(Fault.REDIS_RESTART);
		this.log.end(window, 7000);
		assertThat(this.log.causeOf(7000 + AFTERMATH, 8000 + AFTERMATH)).contains(Fault.REDIS_RESTART);
	}

	@Test
	void whatFailsBeforeAFaultOrLongAfterItHasNone() {
		FaultLog.Window window = this.log.begin(Fault.REDIS_RESTART, 1000);
		this.log.end(window, 7000);
		assertThat(this.log.causeOf(0, 999)).isEmpty();
		assertThat(this.log.causeOf(7001 + AFTERMATH, 8000 + AFTERMATH)).isEmpty();
	}

	@Test
	void ofSeveralFaultsTheLatestIsTheCause() {
		this.log.end(this.log.begin(Fault.REDIS_RESTART, 1000), 2000);
		this.log.end(this.log.begin(Fault.INSTANCE_KILL, 3000), 4000);
		assertThat(this.log.causeOf(1500, 3500)).contains(Fault.INSTANCE_KILL);
		assertThat(this.log.causeOf(1500, 2500)).contains(Fault.REDIS_RESTART);
		assertThat(this.log.counts()).containsOnlyKeys(Fault.REDIS_RESTART, Fault.INSTANCE_KILL);
	}

}
