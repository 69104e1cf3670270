package dev.requeststate.context;

/**
 * Lets an exception pass through code that does not declare it, where the caller of that
 * code does.
 */
final class Unchecked {

	private Unchecked() {
	}

	/**
	 * Throw an exception as it is.
	 * @return nothing: for a {@code throw} that shows the compiler where the way ends
	 */
	static RuntimeException sneak(Throwable exception) {
		throw Unchecked.<RuntimeException>cast(exception);
	}

	@SuppressWarnings("unchecked") // erased: nothing is checked at run time, which is the
									// point
	private static <X extends Throwable> X cast(Throwable exception) throws X {
		throw (X) exception;
	}

}
