/**
 * Coverage-guided fuzzing of what the library reads from requests and puts into
 * responses. A {@linkplain dev.requeststate.fuzz.Campaign campaign} sends one target many
 * cases that the fuzzer thinks out; the target ends it with a
 * {@link dev.requeststate.fuzz.Finding}. Each target has a control, the same with
 * something broken in it, which has to be found.
 */
@NullMarked
package dev.requeststate.fuzz;

import org.jspecify.annotations.NullMarked;
