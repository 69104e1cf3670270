/**
 * A fresh application, as a user would write it, built and tested and run from its jar on
 * each version of Spring Boot, each container and each JDK:
 * {@link dev.requeststate.compatibility.CompatibilitySuite}.
 */
@NullMarked
package dev.requeststate.compatibility;

import org.jspecify.annotations.NullMarked;
