/**
 * Lets Jackson write the object that a stand-in stands for:
 * {@link dev.requeststate.spring.jackson.StateProxyModule}. Jackson is optional.
 */
@NullMarked
package dev.requeststate.spring.jackson;

import org.jspecify.annotations.NullMarked;
