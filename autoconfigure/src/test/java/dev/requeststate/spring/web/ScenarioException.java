package dev.requeststate.spring.web;

import java.io.IOException;

/**
 * What the scenarios throw: not a failure of the test.
 */
final class ScenarioException extends IOException {

	ScenarioException(String message) {
		super(message);
	}

}
