package dev.requeststate.retained;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicMarkableReference;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicStampedReference;

import org.jspecify.annotations.Nullable;

/**
 * What an object holds, as far as that can be seen from outside: the elements of
 * collections, maps, arrays, optionals and atomic references of the JDK, and the
 * components of records.
 */
final class Contents {

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
		if (type.getClassLoader() != null) {
			return null;
		}
		if (ValueTypes.include(type)) {
			return List.of();
		}
		if (object instanceof Collection<?> collection) {
			return elements(collection);
		}
		if (object instanceof Map<?, ?> map) {
			return entries(map);
		}
		return reference(object);
	}

	private static @Nullable Collection<?> elements(Collection<?> collection) {
		if (collection instanceof EnumSet<?> set && set.isEmpty()) {
			// It still knows the type of its elements.
			return EnumSet.complementOf(set);
		}
		if (collection instanceof SortedSet<?> set) {
			return with(set.comparator(), set);
		}
		if (collection instanceof PriorityQueue<?> queue) {
			return with(queue.comparator(), queue);
		}
		if (collection instanceof PriorityBlockingQueue<?> queue) {
			return with(queue.comparator(), queue);
		}
		return collection;
	}

	private static @Nullable Collection<?> entries(Map<?, ?> map) {
		if (map instanceof EnumMap<?, ?> && map.isEmpty()) {
			// It still knows the type of its keys, and does not tell.
			return null;
		}
		List<@Nullable Object> entries = new ArrayList<>(map.keySet());
		entries.addAll(map.values());
		return (map instanceof SortedMap<?, ?> sorted) ? with(sorted.comparator(), entries) : entries;
	}

	private static Collection<?> with(@Nullable Comparator<?> comparator, Collection<?> elements) {
		if (comparator == null) {
			return elements;
		}
		List<@Nullable Object> all = new ArrayList<>(elements);
		all.add(comparator);
		return all;
	}

	private static @Nullable Collection<?> reference(Object object) {
		if (object instanceof Optional<?> optional) {
			return optional.stream().toList();
		}
		if (object instanceof Map.Entry<?, ?> entry) {
			return Arrays.asList(entry.getKey(), entry.getValue());
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
