package dev.requeststate.folio.dev;

import dev.requeststate.folio.process.FolioForm;

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

}
