package dev.requeststate.context;

import org.jspecify.annotations.Nullable;

/**
 * A leak, as it was found last at one place.
 *
 * @param kind what was not ended as it should have been
 * @param message who opened it, who closed it or did not, on which threads, the likely
 * cause and what to do
 * @param place the line of the application that opened what leaked
 * @param opened the stack of the code that opened it, or null where it is not known
 * @param times how often it was found at this place, this time included; from one again
 * where the place was forgotten meanwhile, as {@link Leaks#recent()} says
 * @param number how many leaks the factory had found by then, this one included
 */
public record Leak(LeakKind kind, String message, String place, @Nullable Throwable opened, long times, long number) {

}
