package dev.requeststate.folio.isolation.suite;

/**
 * One thing that is wrong with one answer.
 *
 * @param kind what sort of thing
 * @param where the header, the field or the position in the body
 * @param expected what should stand there
 * @param found what stands there
 */
record Violation(ViolationKind kind, String where, String expected, String found) {

	@Override
	public String toString() {
		return "%s in %s: expected %s, found %s".formatted(this.kind, this.where, this.expected, this.found);
	}

}
