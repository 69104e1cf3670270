package dev.requeststate.folio.dev;

import dev.requeststate.folio.process.BuildOutput;
import dev.requeststate.folio.process.Container;
import dev.requeststate.folio.process.FolioForm;
import dev.requeststate.folio.process.FolioProcess;
import dev.requeststate.folio.process.ThreadKind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pages that show what is retained and what is cached, in an executable jar: there
 * nothing restarts, and what is retained is plain state.
 */
abstract class PackagedPages {

	private static final int VISITS = 20;

	private final BuildOutput build = BuildOutput.fromSystemProperties();

	private final FolioForm form;

	PackagedPages(FolioForm form) {
		this.form = form;
	}

	@Test
	void retainedStateIsPlainStateWhereNothingRestartsAndWhatIsCachedNeedsNoRedis() throws Exception {
		try (FolioProcess folio = FolioProcess.start(
				this.form.command(this.build, Container.TOMCAT, ThreadKind.PLATFORM),
				this.build.directory().resolve(this.form + "-pages.log"))) {
			VisitTally tally = new VisitTally(new VisitOracle());
			DevReader reader = new DevReader(new HttpVisitClient(folio.uri()), tally);
			for (int i = 0; i < VISITS; i++) {
				VisitPage page = reader.visit();
				assertThat(page.field("generation")).isEqualTo("1");
				assertThat(page.field("restart-loaders")).isEqualTo("0");
				assertThat(reader.act().header(VisitPage.SUCCESS)).containsExactly("true");
			}
			assertThat(tally.faults()).as(tally::report).isZero();
			new CachedPages(folio.uri()).expectNothingForeignAndNothingStale();
			assertThat(folio.log().text()).contains("[           main]")
				.doesNotContain("restartedMain", "retained state", "RetainedState", "devtools")
				.doesNotContainIgnoringCase("redis");
		}
	}

}
