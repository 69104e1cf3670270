package dev.requeststate.api;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedTypeVariable;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.TypeVariable;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.springframework.util.ReflectionUtils;

/**
 * How types and annotations are written in a listing: the same on every JDK, which
 * {@code toString} is not.
 */
final class TypeText {

	private TypeText() {
	}

	static String of(AnnotatedType type) {
		if (type instanceof AnnotatedArrayType) {
			return array(type);
		}
		String annotations = annotations(type);
		if (type instanceof AnnotatedParameterizedType parameterized) {
			Class<?> raw = (Class<?>) ((ParameterizedType) type.getType()).getRawType();
			return annotations + name(raw) + list("<", parameterized.getAnnotatedActualTypeArguments(), ">");
		}
		if (type instanceof AnnotatedTypeVariable) {
			return annotations + ((TypeVariable<?>) type.getType()).getName();
		}
		if (type instanceof AnnotatedWildcardType wildcard) {
			AnnotatedType[] lower = wildcard.getAnnotatedLowerBounds();
			return annotations + "?"
					+ ((lower.length > 0) ? " super " + of(lower[0]) : bounds(wildcard.getAnnotatedUpperBounds()));
		}
		return annotations + name((Class<?>) type.getType());
	}

	private static String array(AnnotatedType type) {
		StringBuilder dimensions = new StringBuilder();
		AnnotatedType element = type;
		while (element instanceof AnnotatedArrayType array) {
			String annotations = annotations(array);
			dimensions.append(annotations.isEmpty() ? "[]" : " " + annotations + "[]");
			element = array.getAnnotatedGenericComponentType();
		}
		return of(element) + dimensions;
	}

	/**
	 * Returns the list of the types between what opens and what closes it, or nothing
	 * where there are none.
	 */
	static String list(String open, AnnotatedType[] types, String close) {
		return (types.length == 0) ? ""
				: Stream.of(types).map(TypeText::of).collect(Collectors.joining(", ", open, close));
	}

	static String variables(TypeVariable<?>[] variables) {
		return (variables.length == 0) ? "" : Stream.of(variables)
			.map((variable) -> annotations(variable) + variable.getName() + bounds(variable.getAnnotatedBounds()))
			.collect(Collectors.joining(", ", "<", ">"));
	}

	private static String bounds(AnnotatedType[] bounds) {
		String text = Stream.of(bounds).map(TypeText::of).collect(Collectors.joining(" & "));
		return text.equals("Object") ? "" : " extends " + text;
	}

	static String name(Class<?> type) {
		return type.getCanonicalName().replaceFirst("^java\\.lang\\.(?=[A-Z])", "");
	}

	/**
	 * Returns the annotations that are there at run time, each with what is not its
	 * default, and a space behind each.
	 */
	static String annotations(AnnotatedElement element) {
		return Stream.of(element.getAnnotations())
			.map((annotation) -> of(annotation) + " ")
			.sorted()
			.collect(Collectors.joining());
	}

	private static String of(Annotation annotation) {
		Class<? extends Annotation> type = annotation.annotationType();
		String attributes = Stream.of(type.getDeclaredMethods())
			.sorted(Comparator.comparing(Method::getName))
			.filter((attribute) -> !Objects.deepEquals(attribute.getDefaultValue(), value(attribute, annotation)))
			.map((attribute) -> attribute.getName() + " = " + value(value(attribute, annotation)))
			.collect(Collectors.joining(", "))
			.replaceFirst("^value = (?!.*[a-z] = )", "");
		return "@" + type.getSimpleName() + (attributes.isEmpty() ? "" : "(" + attributes + ")");
	}

	private static Object value(Method attribute, Annotation annotation) {
		ReflectionUtils.makeAccessible(attribute);
		return Objects.requireNonNull(ReflectionUtils.invokeMethod(attribute, annotation));
	}

	private static String braced(List<String> values) {
		return (values.size() == 1) ? values.get(0) : "{" + String.join(", ", values) + "}";
	}

	/**
	 * Returns what an annotation or a constant says.
	 */
	static String value(Object value) {
		if (value.getClass().isArray()) {
			return braced(IntStream.range(0, Array.getLength(value))
				.mapToObj((index) -> value(Array.get(value, index)))
				.toList());
		}
		if (value instanceof Class<?> type) {
			return name(type) + ".class";
		}
		if (value instanceof Annotation annotation) {
			return of(annotation);
		}
		if (value instanceof Enum<?> constant) {
			return constant.name();
		}
		return (value instanceof String) ? "\"" + value + "\"" : value.toString();
	}

}
