package dev.requeststate.retained;

import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicMarkableReference;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicStampedReference;

import org.jspecify.annotations.Nullable;

/**
 * What an object holds, as far as that can be seen from outside: in collections, maps,
 * arrays, optionals and atomic references of the JDK, and in records.
 */
final class Contents {

	private static final Class<?> IMMUTABLE = List.of().getClass().getEnclosingClass();

	// Those of a map know its other entries.
	private static final Set<Class<?>> ENTRIES = Set.of(Map.entry("", "").getClass(), AbstractMap.SimpleEntry.class,
			AbstractMap.SimpleImmutableEntry.class);

	private Contents() {
	}

	/**
	 * What an object holds, nulls among it; null if that cannot be looked into.
	 * @throws RuntimeException if it changes meanwhile
	 */
	static @Nullable Collection<?> of(Object object) {
		Class<?> type = object.getClass();
		if (type.isArray()) {
			return type.getComponentType().isPrimitive() ? List.of() : Arrays.asList((Object[]) object);
		}
		if (type.isRecord()) {
			return components(object);
		}
		if (!isOfTheJdk(type)) {
			return null;
		}
		return ValueTypes.include(type) ? List.of() : held(object);
	}

	private static boolean isOfTheJdk(Class<?> type) {
		return type.getClassLoader() == null || type.getClassLoader() == ClassLoader.getPlatformClassLoader();
	}

	private static @Nullable Collection<?> held(Object object) {
		if (!(object instanceof Collection || object instanceof Map)) {
			return reference(object);
		}
		if (object instanceof ConcurrentHashMap.KeySetView<?, ?> view) {
			return Arrays.asList(view.getMap(), view.getMappedValue());
		}
		if (showsAll(object)) {
			return shown(object);
		}
		if (object instanceof Serializable wrapper && isUtility(object.getClass())) {
			List<@Nullable Object> all = new ArrayList<>(SerialForm.of(wrapper));
			all.addAll(shown(object));
			return all;
		}
		return null;
	}

	// What is public, and what 'of' and 'copyOf' make, has its elements and no more. The
	// others are wrappers and views.
	private static boolean showsAll(Object object) {
		Class<?> type = object.getClass();
		if (object instanceof EnumMap<?, ?> map && map.isEmpty()) {
			// It still knows the class of its keys.
			return false;
		}
		return isUtility(type) && (Modifier.isPublic(type.getModifiers())
				|| (type.getEnclosingClass() == IMMUTABLE && object instanceof Serializable));
	}

	private static Collection<?> shown(Object container) {
		if (container instanceof Map<?, ?> map) {
			return Arrays.asList(map.keySet().toArray(), map.values().toArray(), comparator(map));
		}
		return Arrays.asList(((Collection<?>) container).toArray(), comparator(container));
	}

	private static @Nullable Comparator<?> comparator(Object container) {
		if (container instanceof SortedSet<?> set) {
			return set.comparator();
		}
		if (container instanceof SortedMap<?, ?> map) {
			return map.comparator();
		}
		if (container instanceof PriorityQueue<?> queue) {
			return queue.comparator();
		}
		return (container instanceof PriorityBlockingQueue<?> queue) ? queue.comparator() : null;
	}

	// Those elsewhere in the JDK may wrap anything.
	private static boolean isUtility(Class<?> type) {
		return type.getPackageName().equals("java.util") || type.getPackageName().equals("java.util.concurrent");
	}

	private static @Nullable Collection<?> reference(Object object) {
		if (object instanceof Map.Entry<?, ?> entry && ENTRIES.contains(object.getClass())) {
			return Arrays.asList(entry.getKey(), entry.getValue());
		}
		if (object instanceof Optional<?> optional) {
			return optional.stream().toList();
		}
		if (object instanceof AtomicReference<?> reference) {
			return Arrays.asList(reference.get());
		}
		if (object instanceof AtomicStampedReference<?> reference) {
			return Arrays.asList(reference.getReference());
		}
		if (object instanceof AtomicMarkableReference<?> reference) {
			return Arrays.asList(reference.getReference());
		}
		if (object instanceof AtomicReferenceArray<?> array) {
			List<@Nullable Object> all = new ArrayList<>();
			for (int i = 0; i < array.length(); i++) {
				all.add(array.get(i));
			}
			return all;
		}
		return null;
	}

	// The fields and not the accessors, which are the application's code.
	private static @Nullable Collection<?> components(Object record) {
		List<@Nullable Object> components = new ArrayList<>();
		try {
			for (Field field : record.getClass().getDeclaredFields()) {
				if (!Modifier.isStatic(field.getModifiers())) {
					field.setAccessible(true);
					components.add(field.get(record));
				}
			}
			return components;
		}
		catch (IllegalAccessException | InaccessibleObjectException ex) {
			return null;
		}
	}

}
