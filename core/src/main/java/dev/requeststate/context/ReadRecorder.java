package dev.requeststate.context;

import org.jspecify.annotations.Nullable;

/**
 * Is told what a flow of work reads from the request it belongs to, on whatever thread:
 * carried by the {@link Frame}, beside the context. Two things are not told: the reads of
 * whoever makes a value of the request, which would count for the one who happened to
 * come first, and those of whoever destroys one.
 * <p>
 * Called before the read, in the middle of it: an implementation is fast, throws nothing
 * and is safe for use by several threads.
 */
public interface ReadRecorder {

	/**
	 * Something is read.
	 * @param origin where the context comes from whose value it is; or null if it is a
	 * part of what an HTTP request said, of whichever
	 * @param part what is read: a {@link RequestLocal}, or another object that is equal
	 * to the next one for the same. Its {@code toString} is for people
	 */
	void read(@Nullable ContextOrigin origin, Object part);

	/**
	 * One that tells this recorder and another one: for work that one flow has given away
	 * and that runs in the middle of another, whose result may depend on it too.
	 * @param other the recorder of the flow in which the work runs
	 */
	ReadRecorder join(ReadRecorder other);

}
