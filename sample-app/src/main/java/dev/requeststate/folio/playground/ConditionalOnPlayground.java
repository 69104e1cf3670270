package dev.requeststate.folio.playground;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Conditional;

/**
 * On what serves pages below {@code /playground} or {@code /isolation}: it is there only
 * where the playground is on. These pages show what the library does with everybody's
 * requests, and take work from whoever asks.
 * <p>
 * {@code folio.playground} turns it on or off. Where that says nothing it is on while
 * Folio is developed, which is where DevTools is, and off in the packaged jar, which has
 * none.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Conditional(OnPlayground.class)
public @interface ConditionalOnPlayground {

}
