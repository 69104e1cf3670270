package dev.requeststate.folio.dev;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;

import dev.requeststate.folio.process.BuildOutput;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Folio while it is developed, as a real process with DevTools: its sources are edited
 * and compiled, and every answer before, during and after each restart is looked at. At
 * last the control, which keeps what it must not: an oracle that finds nothing there
 * would find nothing anywhere.
 *
 * <p>
 * Needs the library's jars and is therefore run by {@code mvn verify}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DevSuite {

	private static final String PLAYGROUND = "dev/requeststate/folio/playground/";

	private static final String CONTROLLER = PLAYGROUND + "RequestInfoController.java";

	private static final String PAGE = PLAYGROUND + "RequestInfoPage.java";

	private static final String ACTION = PLAYGROUND + "RequestInfoAction.java";

	private static final String OPENING = PLAYGROUND + "Opening.java";

	private static final String COUNTER = PLAYGROUND + "CounterController.java";

	private static final String COUNTER_CLASS = PLAYGROUND + "CounterController.class";

	private static final int RESTARTS = 20;

	private static final int RESTARTS_UNDER_LOAD = 6;

	// The present one, and the first, which Spring Boot's shutdown hook holds.
	private static final int FLOOR = 2;

	private final VisitOracle oracle = new VisitOracle();

	private final VisitTally tally = new VisitTally(this.oracle);

	private DevFolio folio;

	private DevReader reader;

	@BeforeAll
	void start() throws IOException {
		this.folio = DevFolio.start(BuildOutput.fromSystemProperties());
		this.reader = new DevReader(this.folio.client(), this.tally);
	}

	@AfterAll
	void end() {
		if (this.folio != null) {
			this.folio.close();
		}
	}

	@Test
	@Order(1)
	void theFirstStartIsTheFirstGenerationAndNothingLateIsThere() throws Exception {
		new CachedPages(this.folio.uri()).expectNothingForeignAndNothingStale();
		assertThat(this.folio.log()).contains("[  restartedMain]");
		VisitPage page = this.reader.visit();
		assertThat(page.generation()).isEqualTo(1);
		assertThat(page.fields("late-component")).isEmpty();
		assertThat(page.fields("late-helper")).isEmpty();
		assertThat(this.reader.act().field("action-result")).doesNotContain("digest");
		expectNoFaults();
	}

	@Test
	@Order(2)
	void aComponentThatWasNeverRenderedAppears() throws IOException {
		assertThat(this.folio.hasLoaded("org.HdrHistogram")).isFalse();
		switchOn(CONTROLLER, "WITH_HEADER_SIZES");
		VisitPage page = this.reader.visit();
		assertThat(page.generation()).isEqualTo(2);
		assertThat(page.field("late-component")).contains("half have", page.field("context-id"));
		assertThat(this.folio.hasLoaded("org.HdrHistogram")).isTrue();
		expectAnActionSucceeds();
	}

	@Test
	@Order(3)
	void anActionUsesALibraryThatWasNeverUsed() throws Exception {
		assertThat(this.folio.hasLoaded("org.apache.commons.codec")).isFalse();
		switchOn(ACTION, "WITH_DIGEST");
		assertThat(this.reader.visit().generation()).isEqualTo(3);
		VisitPage page = this.reader.act();
		assertThat(page.header(VisitPage.SUCCESS)).containsExactly("true");
		assertThat(page.field("action-result")).contains(page.field("context-id"), digest(page.field("context-id")));
		assertThat(this.folio.hasLoaded("org.apache.commons.codec")).isTrue();
		expectNoFaults();
	}

	@Test
	@Order(4)
	void aHelperThatWasNeverCalledIsCalled() throws IOException {
		assertThat(this.folio.hasLoaded("jakarta.el")).isFalse();
		switchOn(PAGE, "WITH_RATE");
		VisitPage page = this.reader.visit();
		assertThat(page.generation()).isEqualTo(4);
		assertThat(Double.parseDouble(page.field("late-helper"))).isEqualTo(page.visits() / 4.0);
		assertThat(this.folio.hasLoaded("jakarta.el")).isTrue();
		expectAnActionSucceeds();
	}

	@Test
	@Order(5)
	void aChangeThatDoesNotCompileDeploysNothing() throws IOException {
		int generation = this.reader.visit().generation();
		List<String> before = this.folio.workshop().snapshot();
		this.folio.workshop().edit(COUNTER, "int count = ", "int count : ");
		assertThat(this.folio.compile(COUNTER)).isNotEmpty();
		assertThat(this.folio.workshop().snapshot()).isEqualTo(before);
		assertThat(this.reader.visit().generation()).isEqualTo(generation);
		this.folio.workshop().edit(COUNTER, "int count : ", "int count = ");
		this.folio.deploy(COUNTER);
		assertThat(this.reader.visit().generation()).isEqualTo(generation + 1);
		expectAnActionSucceeds();
	}

	@Test
	@Order(6)
	void aChangeThatFailsToStartIsRecoveredFromByTheNext() throws IOException {
		int generation = this.reader.visit().generation();
		String right = "this.texts = texts;";
		String failing = right + " throw new IllegalStateException(\"A bean that fails on purpose\");";
		this.folio.workshop().edit(COUNTER, right, failing);
		this.folio.deployWhatFails(COUNTER);
		assertThat(this.folio.log()).contains("A bean that fails on purpose");
		assertThatIOException().isThrownBy(() -> this.folio.client().send(Visit.ofPage(generation)));
		this.folio.workshop().edit(COUNTER, failing, right);
		this.folio.deploy(COUNTER);
		assertThat(this.reader.visit().generation()).isEqualTo(generation + 1);
		expectAnActionSucceeds();
	}

	@Test
	@Order(7)
	void whoeverIsAnsweredDuringRestartsIsAnsweredRightly() throws Exception {
		int pages = this.tally.pages();
		int generation = this.tally.generation();
		VisitLoad load = VisitLoad.start(this.folio.client(), this.tally);
		try (load) {
			for (int i = 1; i <= RESTARTS_UNDER_LOAD; i++) {
				// Real changes: the page of one generation is not that of the next.
				String on = "WITH_RATE = " + (i % 2 == 0);
				this.folio.workshop().edit(PAGE, "WITH_RATE = " + (i % 2 != 0), on);
				this.folio.deploy(PAGE);
				awaitAnAnswerOf(generation + i);
			}
		}
		this.reader.visitAfter(this.tally.pages() - pages);
		System.out.println("dev restarts: under load " + RESTARTS_UNDER_LOAD + " restarts, "
				+ (this.tally.pages() - pages) + " visits answered, " + load.unanswered() + " reached nobody, "
				+ load.turnedAway() + " were turned away by Tomcat");
		assertThat(load.unanswered()).as("nobody was turned away, so nothing was restarted").isPositive();
		expectAnActionSucceeds();
	}

	@Test
	@Order(8)
	void aRetainedRecordWithOneComponentMoreIsMigrated() throws IOException {
		this.folio.workshop().edit(OPENING, "Opening(Instant since)", "Opening(Instant since, int customers)");
		this.folio.workshop().edit(OPENING, "Instant.now())", "Instant.now(), 0)");
		this.folio.deploy(OPENING);
		this.reader.visit();
		expectAnActionSucceeds();
	}

	@Test
	@Order(9)
	void aRetainedRecordThatCannotBeMigratedIsDroppedWithAWarningAndTheRestStays() throws IOException {
		String opening = this.reader.visit().field("open-since");
		this.folio.workshop().edit(OPENING, "Instant since,", "String since,");
		this.folio.workshop().edit(OPENING, "Instant.now()", "Instant.now().toString()");
		this.oracle.expectNewOpening();
		this.folio.deploy(OPENING, PAGE);
		assertThat(this.reader.visit().field("open-since")).isNotEqualTo(opening);
		assertThat(this.folio.log().lines())
			.anyMatch((line) -> line.contains("WARN") && line.contains("playground.opening"));
		expectAnActionSucceeds();
	}

	@Test
	@Order(10)
	void afterAllRestartsNoMoreClassLoadersAreAliveThanAfterTheFirst() throws Exception {
		// Serialization, by which values are migrated, leaves classes in a queue of the
		// JDK's that nobody looks into before something is serialized again. So let each
		// visit do that.
		this.folio.workshop()
			.edit(PAGE, "Map<String, Object> kept = ",
					"org.springframework.util.SerializationUtils.clone(this.shop.opening()); Map<String, Object> kept = ");
		this.folio.deploy(PAGE);
		CachedPages cached = new CachedPages(this.folio.uri());
		while (this.tally.generation() <= RESTARTS) {
			this.folio.touch(COUNTER_CLASS);
			this.reader.visit();
			this.reader.act();
			// Pages out of many templates, some of which read Folio's own records.
			cached.expectNothingForeignAndNothingStale();
		}
		expectNoFaults();
		assertThat(this.folio.log()).doesNotContain("ClassCastException", "StaleStateException",
				"NoClassDefFoundError");
		int loaders = this.folio.loadersDownTo(FLOOR, this.reader::visit);
		expectNoFaults();
		System.out.println(this.tally.line(loaders));
		assertThat(loaders).isLessThanOrEqualTo(FLOOR);
	}

	@Test
	@Order(11)
	void theOracleFindsWhatIsKeptInTheWrongPlaceAndTheLoadersThatItHolds() throws Exception {
		VisitTally control = new VisitTally(this.oracle);
		DevReader witness = new DevReader(this.folio.client(), control);
		this.folio.workshop().edit(PAGE, "return kept;", """
				System.getProperties().put("kept." + this.shop.starts(), this.shop.opening());
				Object before = System.getProperties().get("kept." + (this.shop.starts() - 1));
				if (before != null) {
					kept.put("visits-before", ((Opening) before).since());
				}
				return kept;""");
		this.folio.deploy(PAGE);
		witness.visitAfter(0);
		assertThat(control.faults()).as(control::report).isZero();
		this.folio.touch(COUNTER_CLASS);
		witness.visitAfter(0);
		assertThat(control.count(Fault.Kind.STALE)).as(control::report).isOne();
		assertThat(this.folio.loadersDownTo(FLOOR, () -> witness.visitAfter(0))).isGreaterThan(FLOOR);
	}

	private void switchOn(String source, String name) throws IOException {
		this.folio.workshop().edit(source, name + " = false", name + " = true");
		this.folio.deploy(source);
	}

	private void awaitAnAnswerOf(int generation) {
		Awaitility.await("an answer of generation " + generation)
			.atMost(Duration.ofSeconds(60))
			.until(() -> this.tally.generation() >= generation || this.tally.faults() > 0);
	}

	private void expectAnActionSucceeds() {
		VisitPage page = this.reader.act();
		assertThat(page.header(VisitPage.SUCCESS)).containsExactly("true");
		assertThat(page.field("action-result")).contains(page.field("context-id"));
		expectNoFaults();
	}

	private void expectNoFaults() {
		assertThat(this.tally.faults()).as(this.tally::report).isZero();
	}

	private static String digest(String text) throws Exception {
		byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
		return "%064x".formatted(new BigInteger(1, digest));
	}

}
