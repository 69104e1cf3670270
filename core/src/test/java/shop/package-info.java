/**
 * Stands for the application that uses the library.
 */
@NullMarked
package shop;

import org.jspecify.annotations.NullMarked;
