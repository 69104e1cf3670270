package dev.requeststate.retained;

import java.io.File;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.Buffer;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.BitSet;
import java.util.Collections;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.regex.Pattern;

/**
 * The types of the JDK that hold nothing but data, and so no object of an application.
 */
final class ValueTypes {

	private static final List<Class<?>> TYPES = List.of(Number.class, CharSequence.class, Character.class,
			Boolean.class, AtomicBoolean.class, AtomicIntegerArray.class, AtomicLongArray.class, TemporalAccessor.class,
			TemporalAmount.class, ZoneId.class, UUID.class, URI.class, Path.class, File.class, Charset.class,
			InetAddress.class, SocketAddress.class, Locale.class, Currency.class, Pattern.class, BitSet.class,
			Date.class, Random.class, Buffer.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class,
			// Comparators of sorted collections.
			Collections.reverseOrder().getClass(), String.CASE_INSENSITIVE_ORDER.getClass(),
			// The one without an offset, a tick or another clock inside.
			Clock.systemUTC().getClass());

	private ValueTypes() {
	}

	/**
	 * Whether an object of a class that the JDK has loaded is such a value. Any other
	 * implementation of these types may hold anything.
	 */
	static boolean include(Class<?> jdkClass) {
		return jdkClass == Object.class || TYPES.stream().anyMatch((type) -> type.isAssignableFrom(jdkClass))
				// They hold a function.
				&& !LongAccumulator.class.isAssignableFrom(jdkClass)
				&& !DoubleAccumulator.class.isAssignableFrom(jdkClass);
	}

}
