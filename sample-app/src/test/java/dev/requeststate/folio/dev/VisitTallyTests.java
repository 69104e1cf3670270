package dev.requeststate.folio.dev;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is counted, by one reader and by many.
 */
class VisitTallyTests {

	private final FakeShop shop = new FakeShop();

	private final VisitTally tally = new VisitTally(new VisitOracle());

	@Test
	void theLineSaysWhatWasCounted() {
		DevReader reader = new DevReader(this.shop, this.tally);
		reader.visit();
		this.shop.restart();
		reader.visit();
		reader.act();
		assertThat(this.tally.line(2))
			.isEqualTo("dev restarts: 1 restarts, 3 requests, 0 stale, 0 lost, loaders alive 2");
		assertThat(this.tally.pages()).isEqualTo(2);
		this.tally.answered(Visit.ofPage(0), new VisitPage(500, Map.of(), ""));
		this.tally.answered(Visit.ofPage(0), this.shop.page(Visit.ofPage(0), Map.of("visits", "1")));
		assertThat(this.tally.line(5)).startsWith("dev restarts: 1 restarts, 5 requests, 1 stale, 1 lost, loaders");
		assertThat(this.tally.report()).contains("the status is 500", "visit 1 was counted before");
	}

	@Test
	void aCounterThatBeginsAnewIsLost() {
		DevReader reader = new DevReader((visit) -> this.shop.page(visit, Map.of("visits", "1")), this.tally);
		reader.visit();
		assertThat(this.tally.faults()).isZero();
		new DevReader((visit) -> this.shop.page(visit, Map.of("visits", "2")), this.tally).visit();
		assertThat(this.tally.count(Fault.Kind.LOST)).isOne();
	}

	@Test
	void aCounterThatAnActionChangesIsLost() {
		DevReader reader = new DevReader(this.shop, this.tally);
		reader.visit();
		this.shop.send(Visit.ofPage(0));
		reader.act();
		assertThat(this.tally.count(Fault.Kind.LOST)).isOne();
	}

	@Test
	void aCounterThatHasMissedSomebodyIsLost() {
		DevReader reader = new DevReader(this.shop, this.tally);
		reader.visit();
		this.shop.send(Visit.ofPage(0));
		reader.visitAfter(1);
		assertThat(this.tally.faults()).isZero();
		reader.visitAfter(1);
		assertThat(this.tally.count(Fault.Kind.LOST)).isOne();
	}

}
