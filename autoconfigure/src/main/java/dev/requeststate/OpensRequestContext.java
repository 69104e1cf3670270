package dev.requeststate;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Opens a request context around each call of a method, or of each public method of a
 * class: for what is no HTTP request, such as a {@code @Scheduled} job, a message
 * listener, a runner of the command line.
 *
 * <pre class="code">
 * &#64;Scheduled(cron = "@daily")
 * &#64;OpensRequestContext("send reminders")
 * void sendReminders() {
 * }
 * </pre>
 *
 * The context is open and current while the method runs. If it returns a
 * {@link java.util.concurrent.CompletionStage}, the context stays open until that is
 * complete. Inside a request, or a method like this one, the context is a separate one
 * that hides the outer one until the call ends.
 * <p>
 * A context is opened on the thread that does the work: inside {@code @Async}, and around
 * {@code @Transactional}, so that what belongs to the context is destroyed after the
 * transaction.
 * <p>
 * The bean is proxied for this. So a call of one method of a bean by another of the same
 * bean opens nothing, and the method cannot be private, final or static, nor its class
 * final: the application does not start then. There, use
 * {@link dev.requeststate.context.RequestContext#run}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.METHOD })
public @interface OpensRequestContext {

	/**
	 * What is being run, for logs and errors. By default the class and the method, as in
	 * {@code Reminders.sendReminders}.
	 */
	String value() default "";

}
