package dev.requeststate.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.util.ClassUtils;

/**
 * What a module offers to its users, as text: every public type with its public and
 * protected members, their generics, exceptions, annotations and constants. It is read by
 * reflection, which tells where a type annotation such as {@code @Nullable} stands.
 * <p>
 * Each type is a paragraph: its name, and indented below how it is declared and what it
 * has, in an order that does not depend on the compiler.
 */
final class ApiListing {

	private static final int SAID = Modifier.PUBLIC | Modifier.PROTECTED | Modifier.STATIC | Modifier.ABSTRACT;

	private ApiListing() {
	}

	/**
	 * Returns the listing of the directory or jar that the given class is from.
	 */
	static String ofModuleOf(Class<?> type) {
		URI location = URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString());
		try {
			if (Files.isDirectory(Path.of(location))) {
				return of(classesIn(Path.of(location), type.getClassLoader()));
			}
			try (FileSystem jar = FileSystems.newFileSystem(Path.of(location))) {
				return of(classesIn(jar.getPath("/"), type.getClassLoader()));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<Class<?>> classesIn(Path root, ClassLoader classLoader) throws IOException {
		try (Stream<Path> files = Files.walk(root)) {
			List<Class<?>> classes = new ArrayList<>();
			files.map((file) -> root.relativize(file).toString())
				.filter((name) -> name.endsWith(".class") && !name.endsWith("-info.class"))
				.map((name) -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
				.forEach((name) -> classes.add(ClassUtils.resolveClassName(name, classLoader)));
			return classes;
		}
	}

	static String of(Collection<? extends Class<?>> types) {
		Map<String, String> paragraphs = new TreeMap<>();
		types.stream().filter(ApiListing::isVisible).forEach((type) -> {
			Package home = type.getPackage();
			paragraphs.put(home.getName(), home.getName() + "\n\t" + TypeText.annotations(home) + "package\n");
			paragraphs.put(type.getName(), paragraph(type));
		});
		return String.join("\n", paragraphs.values());
	}

	private static String paragraph(Class<?> type) {
		Map<String, String> members = new TreeMap<>();
		for (Class<?> declaring : withInvisibleSupertypes(type)) {
			for (Field field : declaring.getDeclaredFields()) {
				put(members, type, field, "1 " + field.getName(), field(field));
			}
			for (Method method : declaring.getDeclaredMethods()) {
				put(members, type, method, "3 " + method.getName() + parameters(method), method(method, type));
			}
		}
		for (Constructor<?> constructor : type.getDeclaredConstructors()) {
			put(members, type, constructor, "2 " + parameters(constructor), executable(constructor, type)
					+ type.getSimpleName() + parameters(constructor) + thrown(constructor));
		}
		return Stream.concat(Stream.of(declaration(type)), members.values().stream())
			.map((line) -> "\t" + line + "\n")
			.collect(Collectors.joining("", TypeText.name(type) + "\n", ""));
	}

	private static void put(Map<String, String> members, Class<?> type, Member member, String key, String text) {
		boolean visible = Modifier.isPublic(member.getModifiers())
				|| (Modifier.isProtected(member.getModifiers()) && canBeExtended(type));
		if (visible && !member.isSynthetic() && !everyOneHas(type, member.getName())) {
			members.putIfAbsent(key, text);
		}
	}

	private static boolean everyOneHas(Class<?> type, String member) {
		return (type.isRecord() && Set.of("equals", "hashCode", "toString").contains(member))
				|| (type.isEnum() && Set.of("values", "valueOf").contains(member));
	}

	private static String declaration(Class<?> type) {
		StringBuilder text = new StringBuilder(TypeText.annotations(type));
		int modifiers = type.getModifiers() & SAID & ~(type.isInterface() ? Modifier.ABSTRACT | Modifier.STATIC : 0);
		text.append(Modifier.toString(modifiers)).append(' ');
		if (type.isSealed()) {
			text.append("sealed ");
		}
		else if (Modifier.isFinal(type.getModifiers()) && !type.isRecord() && !type.isEnum()) {
			text.append("final ");
		}
		text.append(kind(type)).append(' ').append(type.getSimpleName());
		text.append(TypeText.variables(type.getTypeParameters()));
		AnnotatedType superclass = type.getAnnotatedSuperclass();
		if (!type.isEnum() && !type.isRecord() && superclass != null && superclass.getType() != Object.class
				&& isVisible(type.getSuperclass())) {
			text.append(" extends ").append(TypeText.of(superclass));
		}
		AnnotatedType[] interfaces = visible(type.getAnnotatedInterfaces(), type.getInterfaces());
		return text.append(TypeText.list(type.isInterface() ? " extends " : " implements ", interfaces, "")).toString();
	}

	private static AnnotatedType[] visible(AnnotatedType[] annotated, Class<?>[] types) {
		List<AnnotatedType> visible = new ArrayList<>();
		for (int i = 0; i < types.length; i++) {
			if (isVisible(types[i])) {
				visible.add(annotated[i]);
			}
		}
		return visible.toArray(AnnotatedType[]::new);
	}

	private static String kind(Class<?> type) {
		if (type.isAnnotation()) {
			return "@interface";
		}
		if (type.isInterface()) {
			return "interface";
		}
		if (type.isEnum()) {
			return "enum";
		}
		return type.isRecord() ? "record" : "class";
	}

	private static String field(Field field) {
		String text = TypeText.annotations(field) + Modifier.toString(field.getModifiers() & (SAID | Modifier.FINAL))
				+ " " + TypeText.of(field.getAnnotatedType()) + " " + field.getName();
		boolean constant = Modifier.isStatic(field.getModifiers()) && Modifier.isFinal(field.getModifiers())
				&& (field.getType().isPrimitive() || field.getType() == String.class);
		try {
			return (constant && field.canAccess(null)) ? text + " = " + TypeText.value(field.get(null)) : text;
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String method(Method method, Class<?> type) {
		String text = executable(method, type) + TypeText.of(method.getAnnotatedReturnType()) + " " + method.getName()
				+ parameters(method) + thrown(method);
		return (method.getDefaultValue() != null) ? text + " default " + TypeText.value(method.getDefaultValue())
				: text;
	}

	private static String executable(Executable executable, Class<?> type) {
		int modifiers = executable.getModifiers() & SAID;
		if (Modifier.isFinal(executable.getModifiers()) && canBeExtended(type)) {
			modifiers |= Modifier.FINAL;
		}
		boolean hasBody = executable instanceof Method method && method.isDefault();
		String variables = TypeText.variables(executable.getTypeParameters());
		return TypeText.annotations(executable) + Modifier.toString(modifiers) + (hasBody ? " default " : " ")
				+ (variables.isEmpty() ? "" : variables + " ");
	}

	private static String parameters(Executable executable) {
		List<String> parameters = new ArrayList<>();
		List<AnnotatedType> components = components(executable);
		for (Parameter parameter : executable.getParameters()) {
			String type = TypeText
				.of(components.isEmpty() ? parameter.getAnnotatedType() : components.get(parameters.size()));
			parameters.add(TypeText.annotations(parameter)
					+ (parameter.isVarArgs() ? type.substring(0, type.length() - 2) + "..." : type));
		}
		return "(" + String.join(", ", parameters) + ")";
	}

	// Of a record's own constructor, what is generic is not in the class file whatever
	// compiler has written that.
	private static List<AnnotatedType> components(Executable executable) {
		RecordComponent[] components = executable.getDeclaringClass().getRecordComponents();
		if (components == null || !(executable instanceof Constructor<?>) || !Arrays
			.equals(Stream.of(components).map(RecordComponent::getType).toArray(), executable.getParameterTypes())) {
			return List.of();
		}
		return Stream.of(components).map(RecordComponent::getAnnotatedType).toList();
	}

	private static String thrown(Executable executable) {
		return TypeText.list(" throws ", executable.getAnnotatedExceptionTypes(), "");
	}

	// What a public type has from one that is not is its own, for whoever uses it.
	private static Set<Class<?>> withInvisibleSupertypes(Class<?> type) {
		Set<Class<?>> types = new LinkedHashSet<>(Set.of(type));
		for (Class<?> supertype : supertypes(type)) {
			if (!isVisible(supertype)) {
				types.addAll(withInvisibleSupertypes(supertype));
			}
		}
		return types;
	}

	private static List<Class<?>> supertypes(Class<?> type) {
		List<Class<?>> supertypes = new ArrayList<>(List.of(type.getInterfaces()));
		if (type.getSuperclass() != null) {
			supertypes.add(0, type.getSuperclass());
		}
		return supertypes;
	}

	private static boolean isVisible(Class<?> type) {
		Class<?> enclosing = type.getEnclosingClass();
		boolean visible = Modifier.isPublic(type.getModifiers())
				|| (Modifier.isProtected(type.getModifiers()) && canBeExtended(enclosing));
		return visible && (enclosing == null || isVisible(enclosing));
	}

	private static boolean canBeExtended(Class<?> type) {
		return !Modifier.isFinal(type.getModifiers()) && !type.isSealed() && (type.isInterface() || Stream
			.of(type.getDeclaredConstructors())
			.anyMatch((constructor) -> (constructor.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0));
	}

}
