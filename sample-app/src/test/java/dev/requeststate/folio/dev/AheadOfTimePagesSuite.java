package dev.requeststate.folio.dev;

import java.nio.file.Path;

import dev.requeststate.folio.process.BuildOutput;
import dev.requeststate.folio.process.Container;
import dev.requeststate.folio.process.FolioForm;
import dev.requeststate.folio.process.FolioProcess;
import dev.requeststate.folio.process.ThreadKind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The pages of a jar that was prepared ahead of time.
 *
 * <p>
 * Needs a jar that was built for it, and is therefore run by {@code mvn verify -Paot}
 * only.
 */
class AheadOfTimePagesSuite extends PackagedPages {

	AheadOfTimePagesSuite() {
		super(FolioForm.AOT);
	}

	@Test
	void thePlaygroundThatWasPreparedHasToBeTurnedOnAllTheSame() {
		BuildOutput build = BuildOutput.fromSystemProperties();
		Path log = build.directory().resolve("aot-as-deployed.log");
		assertThatIllegalStateException()
			.isThrownBy(() -> FolioProcess
				.start(FolioForm.AOT.asDeployed(build, Container.TOMCAT, ThreadKind.PLATFORM), log)
				.close())
			.withMessageContaining("has ended with exit code 1");
		assertThat(log).content().contains("nobody has turned it on");
	}

}
