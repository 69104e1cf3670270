package dev.requeststate.folio.soak;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class OrderLedgerTests {

	private final Random random = new Random(1);

	private final OrderLedger ledger = new OrderLedger();

	private final List<StoredOrder> stored = new ArrayList<>();

	private final Basket ada = Basket.of(1, this.random);

	private final Basket ben = Basket.of(2, this.random);

	@BeforeEach
	void order() {
		this.ledger.sent(this.ada);
		this.ledger.confirmed(this.ada, "order-a");
		this.ledger.sent(this.ben);
		this.ledger.confirmed(this.ben, "order-b");
		store("order-a", this.ada);
	}

	@Test
	void allIsWellWhenTheDatabaseHasWhatTheCustomersKnow() {
		store("order-b", this.ben);
		assertThat(objections()).isEmpty();
	}

	@Test
	void orderWhoseCustomerGotNoAnswerMayBeThereOrNot() {
		store("order-b", this.ben);
		Basket unanswered = Basket.of(3, this.random);
		this.ledger.sent(unanswered);
		assertThat(objections()).isEmpty();
		store("order-c", unanswered);
		assertThat(objections()).isEmpty();
	}

	@Test
	void orderThatIsLostIsFound() {
		assertThat(objections()).singleElement().asString().startsWith("order order-b is lost");
	}

	@Test
	void orderThatIsPlacedTwiceIsFound() {
		store("order-b", this.ben);
		store("order-c", this.ben);
		assertThat(objections()).singleElement().asString().contains("order-b", "order-c", "placed twice");
	}

	@Test
	void orderWithTheLinesOfAnotherCustomerIsFound() {
		store("order-b", this.ada);
		assertThat(objections()).anyMatch((objection) -> objection.startsWith("order order-b has the lines"));
	}

	@Test
	void orderWithALineMissingIsFound() {
		this.stored.add(new StoredOrder("order-b", this.ben.lines().subList(0, 3), this.ben.language(), false));
		assertThat(objections()).anyMatch((objection) -> objection.contains("lines that nobody has ordered"))
			.anyMatch((objection) -> objection.startsWith("order order-b has the lines"));
	}

	@Test
	void orderThatIsGivenToTwoCustomersIsFound() {
		store("order-b", this.ben);
		this.ledger.confirmed(this.ada, "order-b");
		assertThat(objections()).anyMatch((objection) -> objection.contains("was given to two customers"));
	}

	@Test
	void confirmationThatIsLostIsFound() {
		this.stored.add(new StoredOrder("order-b", this.ben.lines(), null, false));
		assertThat(objections()).containsExactly("the confirmation of order order-b is lost");
	}

	@Test
	void confirmationThatWasNeverSentIsFoundAlthoughTheCustomerGotNoAnswer() {
		store("order-b", this.ben);
		Basket unanswered = Basket.of(3, this.random);
		this.ledger.sent(unanswered);
		this.stored.add(new StoredOrder("order-c", unanswered.lines(), null, true));
		assertThat(objections())
			.containsExactly("the confirmation of order order-c is lost: it is still in the outbox");
	}

	@Test
	void confirmationInAnotherLanguageIsFound() {
		this.stored.add(new StoredOrder("order-b", this.ben.lines(), "fr", false));
		assertThat(objections()).singleElement().asString().contains("was confirmed in 'fr'");
	}

	@Test
	void confirmationThatWouldBeSentAgainIsFound() {
		this.stored.add(new StoredOrder("order-b", this.ben.lines(), this.ben.language(), true));
		assertThat(objections()).singleElement().asString().contains("still in the outbox");
	}

	@Test
	void noTwoBasketsAreTheSame() {
		Set<List<Integer>> quantities = new HashSet<>();
		for (int number = 0; number < Basket.NUMBERS; number++) {
			quantities.add(Basket.of(number, this.random).lines().stream().map(OrderLine::quantity).toList());
		}
		assertThat(quantities).hasSize(Basket.NUMBERS);
		assertThatIllegalArgumentException().isThrownBy(() -> Basket.of(Basket.NUMBERS, this.random));
		assertThatIllegalStateException().isThrownBy(() -> this.ledger.sent(this.ada));
	}

	private void store(String id, Basket basket) {
		this.stored.add(new StoredOrder(id, basket.lines(), basket.language(), false));
	}

	private List<String> objections() {
		return this.ledger.objections(this.stored);
	}

}
