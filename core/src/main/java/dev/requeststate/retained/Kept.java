package dev.requeststate.retained;

/**
 * A value whose definition is gone with the application that made it, for the next one to
 * define its key.
 *
 * @param value the value, or a {@link WrittenValue} whose classes are missing
 * @param retention what was said to become of it
 */
record Kept(Object value, Retention retention) {
}
