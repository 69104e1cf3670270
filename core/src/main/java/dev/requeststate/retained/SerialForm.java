package dev.requeststate.retained;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a wrapper of the JDK holds but does not show, told by what it would write of
 * itself: the collection inside a synchronized one, the class of an empty enum map's
 * keys.
 */
final class SerialForm extends ObjectOutputStream {

	private static final Set<String> STAND_INS = Set.of("CollSer", "SerializationProxy");

	private final List<Object> contents = new ArrayList<>();

	private boolean begun;

	private SerialForm() throws IOException {
		super(OutputStream.nullOutputStream());
		enableReplaceObject(true);
	}

	/**
	 * Return the objects that a wrapper holds itself, and the classes that it refers to.
	 * @throws RuntimeException if it changes meanwhile
	 */
	static List<Object> of(Serializable wrapper) {
		try (SerialForm form = new SerialForm()) {
			form.writeObject(wrapper);
			return form.contents;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	// The wrapper itself comes first, or what it writes in its own place. What others
	// write in theirs tells nothing of them, but their contents are shown.
	@Override
	protected @Nullable Object replaceObject(Object object) {
		if (!this.begun) {
			this.begun = true;
			return object;
		}
		if (!isStandIn(object)) {
			this.contents.add(object);
		}
		return null;
	}

	private static boolean isStandIn(Object object) {
		return object.getClass().getClassLoader() == null && STAND_INS.contains(object.getClass().getSimpleName());
	}

	@Override
	protected void annotateClass(Class<?> type) {
		this.contents.add(type);
	}

}
