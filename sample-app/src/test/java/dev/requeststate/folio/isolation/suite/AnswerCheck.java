package dev.requeststate.folio.isolation.suite;

/**
 * One thing that every answer of the isolation page has to fulfil. Called by several
 * threads at once.
 */
interface AnswerCheck {

	/**
	 * Reports to the findings whatever this check objects to in the page.
	 */
	void check(IsolationRequest request, Page page, Findings findings);

}
