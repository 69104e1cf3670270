package dev.requeststate.folio.isolation;

/**
 * What a section throws because it was asked to. It has no stack trace: the server logs
 * it, and thousands of it in a load run.
 */
final class DeliberateFailure extends RuntimeException {

	DeliberateFailure(int section) {
		super("Section " + section + " was asked to fail", null, false, false);
	}

}
