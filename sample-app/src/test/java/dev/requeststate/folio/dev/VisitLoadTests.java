package dev.requeststate.folio.dev;

import java.io.IOException;
import java.net.ConnectException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class VisitLoadTests {

	private static final int ENOUGH = 4 * VisitLoad.CLIENTS;

	private final FakeShop shop = new FakeShop();

	private final VisitTally tally = new VisitTally(new VisitOracle());

	@Test
	void whoReachesNobodyTriesAgainAndEveryAnswerIsCounted() throws Exception {
		AtomicInteger sent = new AtomicInteger();
		VisitLoad load = VisitLoad.start((visit) -> sometimes(sent, visit), this.tally);
		try (load) {
			Awaitility.await().until(() -> this.tally.requests() >= ENOUGH);
		}
		assertThat(load.unanswered()).isPositive();
		assertThat(load.unanswered() + this.tally.requests()).isEqualTo(sent.get());
		assertThat(this.tally.faults()).as(this.tally::report).isZero();
		assertThat(this.tally.pages()).isPositive().isLessThan(this.tally.requests());
	}

	@Test
	void aStaleAnswerAmongManyIsFound() throws Exception {
		AtomicInteger sent = new AtomicInteger();
		try (VisitLoad load = VisitLoad.start((visit) -> (sent.incrementAndGet() == VisitLoad.CLIENTS)
				? new VisitPage(500, Map.of(), "") : this.shop.send(visit), this.tally)) {
			Awaitility.await().until(() -> this.tally.requests() >= ENOUGH);
			assertThat(load.turnedAway()).isZero();
		}
		assertThat(this.tally.count(Fault.Kind.STALE)).isOne();
	}

	@Test
	void aCheckThatFailsIsNotTakenForARightAnswer() {
		VisitLoad load = VisitLoad.start((visit) -> {
			throw new IllegalArgumentException("cannot be read");
		}, this.tally);
		assertThatIllegalStateException().isThrownBy(load::close).withMessageContaining("could not be checked");
	}

	private VisitPage sometimes(AtomicInteger sent, Visit visit) throws IOException {
		if (sent.incrementAndGet() % 3 == 0) {
			throw new ConnectException("refused");
		}
		return this.shop.send(visit);
	}

}
