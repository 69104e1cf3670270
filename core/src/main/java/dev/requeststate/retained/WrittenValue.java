package dev.requeststate.retained;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A value as it was written with its own classes, to be read with those that a class
 * loader knows by the same names. What is read was written by this process, so nothing
 * comes in from outside.
 */
final class WrittenValue {

	// Those, and only those, no class loader can be asked for.
	private static final Map<String, Class<?>> PRIMITIVES = Stream
		.of(boolean.class, byte.class, short.class, char.class, int.class, long.class, float.class, double.class,
				void.class)
		.collect(Collectors.toMap(Class::getName, Function.identity()));

	private final String type;

	private final byte[] bytes;

	private WrittenValue(String type, byte[] bytes) {
		this.type = type;
		this.bytes = bytes;
	}

	/**
	 * Write a value.
	 * @throws IOException if something in it is not serializable
	 */
	static WrittenValue of(Object value) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(value);
		}
		return new WrittenValue(value.getClass().getTypeName(), bytes.toByteArray());
	}

	/**
	 * The name of the value's class.
	 */
	String type() {
		return this.type;
	}

	/**
	 * Return a copy of the value, made of a loader's classes.
	 * @throws IOException if the new classes do not fit
	 * @throws ClassNotFoundException if there is no such class any more, or not yet
	 */
	Object read(ClassLoader loader) throws IOException, ClassNotFoundException {
		try (ObjectInputStream in = new LoaderInputStream(new ByteArrayInputStream(this.bytes), loader)) {
			Object copy = in.readObject();
			if (copy == null) {
				throw new InvalidObjectException(this.type + " was read as null");
			}
			return copy;
		}
	}

	private static final class LoaderInputStream extends ObjectInputStream {

		private final ClassLoader loader;

		LoaderInputStream(InputStream in, ClassLoader loader) throws IOException {
			super(in);
			this.loader = loader;
		}

		@Override
		protected Class<?> resolveClass(ObjectStreamClass type) throws ClassNotFoundException {
			Class<?> primitive = PRIMITIVES.get(type.getName());
			return (primitive != null) ? primitive : Class.forName(type.getName(), false, this.loader);
		}

		@Override
		protected Class<?> resolveProxyClass(String[] names) throws ClassNotFoundException {
			Class<?>[] interfaces = new Class<?>[names.length];
			for (int i = 0; i < names.length; i++) {
				interfaces[i] = Class.forName(names[i], false, this.loader);
			}
			return Proxy.newProxyInstance(this.loader, interfaces, (proxy, method, arguments) -> null).getClass();
		}

	}

}
