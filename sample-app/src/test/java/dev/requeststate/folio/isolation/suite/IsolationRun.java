package dev.requeststate.folio.isolation.suite;

import java.io.IOException;
import java.time.Duration;

import dev.requeststate.folio.process.BuildOutput;
import dev.requeststate.folio.process.Container;
import dev.requeststate.folio.process.ThreadKind;
import dev.requeststate.folio.process.FolioForm;
import dev.requeststate.folio.process.FolioProcess;
import dev.requeststate.folio.process.RunningFolio;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One run of Folio, started for it and ended after it: the load, then every kind of bad
 * client, then a little load again, since what a fault leaves on a thread shows in later
 * requests. After each, everything that was opened must have been closed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class IsolationRun {

	private static final Duration TIME_TO_SETTLE = Duration.ofSeconds(30);

	private static final int DEPARTURES_EACH = 15;

	private static final int OVERSIZED = 20;

	private static final int AFTERMATH = 500;

	private final FolioForm form;

	private final Container container;

	private final ThreadKind threads;

	private final String label;

	private final String name;

	private final int requests;

	private final Summary summary;

	private final long seed = SuiteSettings.seed();

	private RunningFolio folio;

	private FolioSession session;

	IsolationRun(FolioForm form, Container container, ThreadKind threads, int requests, Summary summary) {
		this(form.toString(), form, container, threads, requests, summary);
	}

	/**
	 * Creates a run.
	 * @param label what the form is called here
	 */
	IsolationRun(String label, FolioForm form, Container container, ThreadKind threads, int requests, Summary summary) {
		this.label = label;
		this.form = form;
		this.container = container;
		this.threads = threads;
		this.name = "isolation " + label + " " + container + ", " + threads;
		this.requests = requests;
		this.summary = summary;
	}

	@BeforeAll
	void start() throws Exception {
		BuildOutput build = BuildOutput.fromSystemProperties();
		this.folio = start(build, file());
		this.session = new FolioSession(this.name, this.folio.uri(), build.directory(), System.out::println);
		System.out.println(this.name + ": " + this.folio + ", seed " + this.seed);
	}

	private String file() {
		return this.name.replaceAll("\\W+", "-");
	}

	/**
	 * Starts Folio. It has to find what is left open.
	 * @param file the name of the run in those of files
	 */
	RunningFolio start(BuildOutput build, String file) throws IOException {
		return FolioProcess.start(
				this.form.command(build, this.container, this.threads, SuiteSettings.STRICT_LEAK_DETECTION),
				build.directory().resolve(file + ".log"));
	}

	@AfterAll
	void end() {
		if (this.folio != null) {
			this.folio.close();
		}
	}

	@Test
	@Order(1)
	void theProcessHasTheFormThatItIsMeantToHave() {
		assertThat(this.folio.output().contains("[  restartedMain]")).as("%s: DevTools is active", this.name)
			.isEqualTo(this.form == FolioForm.DEV);
		assertThat(this.folio.output().contains("Starting AOT-processed"))
			.as("%s: what was prepared is used", this.name)
			.isEqualTo(this.form == FolioForm.AOT);
		assertThat(this.folio.output()).contains(this.container.greeting());
	}

	@Test
	@Order(2)
	void everyResponseShowsItsOwnRequestAndNoOther() throws Exception {
		Tally tally = this.session.load(IsolationRequest.PAGE, this.requests, this.seed);
		this.summary.add(this.label, this.container, tally);
		expectNeitherLeaksNorFaults(tally);
		assertThat(tally.requests()).as("%s: requests sent in time", this.name).isEqualTo(this.requests);
		assertThat(IsolationMode.values())
			.allSatisfy((mode) -> assertThat(tally.answered(mode)).as("%s: answers of %s", this.name, mode)
				.isGreaterThanOrEqualTo(this.requests / 100 * 3));
	}

	@Test
	@Order(3)
	void everythingOpenedIsClosedByTheContainer() throws Exception {
		System.out.println(this.name + ": " + this.session.awaitBalance(TIME_TO_SETTLE));
	}

	@Test
	@Order(4)
	void aMalformedRequestGetsAReadableRefusal() throws Exception {
		RequestMix tokens = new RequestMix(IsolationRequest.PAGE, this.seed);
		ReadableRefusal refusal = new ReadableRefusal();
		for (MalformedRequest request : MalformedRequest.all(tokens.token(), tokens.token())) {
			Answer answer = this.session.send(request);
			assertThat(refusal.objections(answer))
				.as("%s: %s: GET %s%n%s", this.name, request.name(), request.target(), answer.describe())
				.isEmpty();
		}
		this.session.awaitBalance(TIME_TO_SETTLE);
	}

	@Test
	@Order(5)
	void clientsThatGoAwayLeaveNothingOpen() throws Exception {
		this.session.leave(DEPARTURES_EACH, this.seed);
		this.session.awaitBalance(TIME_TO_SETTLE);
	}

	@Test
	@Order(6)
	void aHeaderOverTheLimitIsRefusedAndLeavesNothingOpen() throws Exception {
		RequestMix tokens = new RequestMix(IsolationRequest.PAGE, this.seed);
		for (int i = 0; i < OVERSIZED; i++) {
			assertThat(this.session.sendOversized(tokens.token())).matches("HTTP/1.1 (400|431).*");
		}
		this.session.awaitBalance(TIME_TO_SETTLE);
	}

	@Test
	@Order(7)
	void afterAllThatRequestsStillSeeOnlyTheirOwn() throws Exception {
		expectNeitherLeaksNorFaults(this.session.load(IsolationRequest.PAGE, AFTERMATH, ~this.seed));
		this.session.awaitBalance(TIME_TO_SETTLE);
	}

	private void expectNeitherLeaksNorFaults(Tally tally) throws Exception {
		if (tally.count(ViolationKind.NO_ANSWER) > 0) {
			System.out.println(this.name + ": threads that do not answer are in "
					+ this.folio.dumpThreads(BuildOutput.fromSystemProperties().directory(), file()));
		}
		assertThat(tally.leaks() + tally.faults()).as(() -> this.name + ": " + tally.report()).isZero();
	}

}
