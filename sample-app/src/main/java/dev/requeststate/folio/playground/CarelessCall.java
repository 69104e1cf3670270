package dev.requeststate.folio.playground;

import java.util.Locale;

import dev.requeststate.call.RequestBoundResultException;

import org.springframework.stereotype.Component;

/**
 * Makes the careless call and looks at what becomes of it.
 */
@Component
class CarelessCall {

	private final CachedGreetings greetings;

	private final RefusalNote refusal;

	CarelessCall(CachedGreetings greetings, RefusalNote refusal) {
		this.greetings = greetings;
		this.refusal = refusal;
	}

	Result make() {
		try {
			String greeting = this.greetings.careless();
			String message = this.refusal.message();
			return new Result(greeting, message.isEmpty() ? Outcome.STORED : Outcome.REFUSED, message);
		}
		catch (RequestBoundResultException ex) {
			return new Result("", Outcome.FAILED, String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * What can become of the call.
	 */
	enum Outcome {

		REFUSED, STORED, FAILED;

		String key() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * What came of the call.
	 *
	 * @param greeting whom it has greeted; empty if it failed
	 * @param outcome what became of its result
	 * @param message what the guard says; empty if it is silent
	 */
	record Result(String greeting, Outcome outcome, String message) {
	}

}
