package dev.requeststate.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * How the reports of PIT are judged.
 */
class MutationTests {

	private static final Change CHANGE = new Change("context.Slot", "made", "negated conditional");

	private static final Change OTHER = new Change("context.Slot", "made", "removed call to Slot::park");

	private static final String ROW = "| `context.Slot` | `made` | negated conditional | 1 | It asks twice. |\n";

	@Test
	void anExplainedSurvivorIsNoProblem() {
		Verdict verdict = verdict(ROW, Stream.concat(killed(9), Stream.of(mutant(CHANGE, Fate.SURVIVED))));
		assertThat(verdict.problems()).isEmpty();
		assertThat(verdict.figure()).isEqualTo("core 90.0 % of 10 (0 of them stopped, not failed), 1 explained");
	}

	@Test
	void aSurvivorThatNobodyExplainsIsAProblem() {
		Verdict verdict = verdict(ROW,
				Stream.concat(killed(20), Stream.of(mutant(CHANGE, Fate.SURVIVED), mutant(OTHER, Fate.SURVIVED))));
		assertThat(verdict.problems()).singleElement()
			.isEqualTo("Kill or explain: | `context.Slot` | `made` | removed call to Slot::park | 1 | line [7]");
	}

	@Test
	void anExplanationOfOneDoesNotCoverTwo() {
		Verdict verdict = verdict(ROW,
				Stream.concat(killed(20), Stream.of(mutant(CHANGE, Fate.SURVIVED), mutant(CHANGE, Fate.SURVIVED))));
		assertThat(verdict.problems()).singleElement().asString().startsWith("Kill or explain").endsWith("[7, 7]");
	}

	@Test
	void anExplanationOfWhatIsKilledIsAProblem() {
		assertThat(verdict(ROW, Stream.concat(killed(20), Stream.of(mutant(CHANGE, Fate.KILLED)))).problems())
			.singleElement()
			.isEqualTo("Explained, but killed: | `context.Slot` | `made` | negated conditional | 1");
	}

	@Test
	void anExplanationStaysWhenItsMutantRanIntoTheLimitOfTime() {
		Verdict verdict = verdict(ROW, Stream.concat(killed(20), Stream.of(mutant(CHANGE, Fate.STOPPED))));
		assertThat(verdict.problems()).isEmpty();
		assertThat(verdict.figure()).startsWith("core 100.0 % of 21 (1 of them stopped");
	}

	@Test
	void tooFewKilledIsAProblemHoweverWellExplained() {
		String row = ROW.replace("| 1 |", "| 16 |");
		Stream<Mutant> survivors = Stream.generate(() -> mutant(CHANGE, Fate.SURVIVED)).limit(16);
		assertThat(verdict(row, Stream.concat(killed(84), survivors)).problems()).singleElement()
			.asString()
			.startsWith("Less than 85 % were killed: core 84.0 % of 100");
	}

	@Test
	void aPartWithoutMutantsIsAProblem() {
		assertThat(verdict("", Stream.empty()).problems()).singleElement().asString().startsWith("Less than 85 %");
	}

	@Test
	void anExplanationNeedsAReasonAndStandsOnce() {
		assertThatIllegalArgumentException().isThrownBy(() -> Explanations.of(ROW + ROW))
			.withMessageStartingWith("Explained twice");
		assertThatIllegalArgumentException().isThrownBy(() -> Explanations.of(ROW.replace("It asks twice. ", "")))
			.withMessageStartingWith("No reason");
	}

	@Test
	void aReportIsReadWithoutWhatMoves(@TempDir Path directory) throws IOException {
		Path report = Files.writeString(directory.resolve("mutations.xml"),
				"""
						<?xml version="1.0" encoding="UTF-8"?>
						<mutations partial="true">
						<mutation detected='false' status='NO_COVERAGE' numberOfTestsRun='0'><sourceFile>Slot.java</sourceFile><mutatedClass>dev.requeststate.context.Slot$Marker</mutatedClass><mutatedMethod>lambda$made$3</mutatedMethod><methodDescription>()V</methodDescription><lineNumber>7</lineNumber><mutator>x</mutator><description>removed call to dev/requeststate/context/Slot::park</description></mutation>
						<mutation detected='true' status='TIMED_OUT' numberOfTestsRun='1'><sourceFile>Slot.java</sourceFile><mutatedClass>dev.requeststate.context.Slot</mutatedClass><mutatedMethod>get</mutatedMethod><methodDescription>()V</methodDescription><lineNumber>8</lineNumber><mutator>x</mutator><description>replaced return value with null for dev/requeststate/context/Slot::get</description></mutation>
						<mutation detected='true' status='NON_VIABLE' numberOfTestsRun='1'><sourceFile>Slot.java</sourceFile><mutatedClass>dev.requeststate.context.Slot</mutatedClass><mutatedMethod>get</mutatedMethod><methodDescription>()V</methodDescription><lineNumber>8</lineNumber><mutator>x</mutator><description>negated conditional</description></mutation>
						</mutations>
						""");
		assertThat(Mutant.in(report)).containsExactly(
				new Mutant(new Change("context.Slot$Marker", "made", "removed call to Slot::park"), 7, Fate.SURVIVED),
				new Mutant(new Change("context.Slot", "get", "replaced return value with null"), 8, Fate.STOPPED));
	}

	@Test
	void aReportOfARunThatWasBrokenOffIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Fate.of("STARTED"));
	}

	private static Verdict verdict(String page, Stream<Mutant> mutants) {
		return Verdict.on(Map.of("core", mutants.toList()), Explanations.of("# Mutants\n\n" + page));
	}

	private static Stream<Mutant> killed(int count) {
		Mutant killed = mutant(new Change("context.Frame", "close", "negated conditional"), Fate.KILLED);
		return Stream.generate(() -> killed).limit(count);
	}

	private static Mutant mutant(Change change, Fate fate) {
		return new Mutant(change, 7, fate);
	}

}
