package dev.requeststate.retained;

import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicMarkableReference;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicStampedReference;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.requeststate.retained.Inspection.Finding;
import dev.requeststate.retained.Inspection.Verdict;
import jdk.net.UnixDomainPrincipal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What can be said of each kind of value. The classes of the application, which cannot be
 * used any more, are those whose names begin with {@code App}; all others of this file
 * are a library's.
 */
class InspectionTests {

	@ParameterizedTest(name = "{0}")
	@MethodSource("containers")
	void aContainerIsWhatItsContentsAre(String name, Function<Object, Object> container) {
		assertThat(verdict(container.apply("text"))).isEqualTo(Verdict.CURRENT);
		assertThat(verdict(container.apply(new AppThing()))).isEqualTo(Verdict.STALE);
		assertThat(verdict(container.apply(new Thing(1)))).isEqualTo(Verdict.OPAQUE);
	}

	static List<Arguments> containers() {
		List<Arguments> all = new ArrayList<>();
		collections(all);
		wrappers(all);
		maps(all);
		others(all);
		return all;
	}

	private static void collections(List<Arguments> all) {
		for (Supplier<Collection<Object>> each : List.<Supplier<Collection<Object>>>of(ArrayList::new, LinkedList::new,
				java.util.Vector::new, HashSet::new, LinkedHashSet::new, ArrayDeque::new, ConcurrentLinkedQueue::new,
				ConcurrentLinkedDeque::new, LinkedBlockingQueue::new, CopyOnWriteArrayList::new,
				CopyOnWriteArraySet::new, ConcurrentHashMap::newKeySet, PriorityQueue::new,
				PriorityBlockingQueue::new)) {
			add(all, each.get().getClass().getSimpleName(), (content) -> filled(each.get(), content));
		}
		add(all, "List.of one", List::of);
		add(all, "List.of many", (content) -> List.of(1, 2, content));
		add(all, "Set.of many", (content) -> Set.of(1, 2, content));
		add(all, "Stream.toList", (content) -> Stream.of(content, content).toList());
		add(all, "Arrays.asList", (content) -> Arrays.asList(1, content));
		add(all, "TreeSet", (content) -> filled(new TreeSet<>(), comparable(content)));
		add(all, "ConcurrentSkipListSet", (content) -> filled(new ConcurrentSkipListSet<>(), comparable(content)));
	}

	private static void wrappers(List<Arguments> all) {
		add(all, "unmodifiableList", (content) -> Collections.unmodifiableList(new ArrayList<>(List.of(content))));
		add(all, "unmodifiableSet", (content) -> Collections.unmodifiableSet(new HashSet<>(List.of(content))));
		add(all, "synchronizedList", (content) -> Collections.synchronizedList(new LinkedList<>(List.of(content))));
		add(all, "synchronizedMap", (content) -> Collections.synchronizedMap(new HashMap<>(Map.of(1, content))));
		add(all, "singletonList", Collections::singletonList);
		add(all, "newSetFromMap", (content) -> filled(Collections.newSetFromMap(new IdentityHashMap<>()), content));
		add(all, "no copies", (content) -> Collections.nCopies(0, content));
	}

	private static void maps(List<Arguments> all) {
		for (Supplier<Map<Object, Object>> each : List.<Supplier<Map<Object, Object>>>of(HashMap::new,
				LinkedHashMap::new, Hashtable::new, ConcurrentHashMap::new, IdentityHashMap::new, WeakHashMap::new,
				Properties::new, TreeMap::new, ConcurrentSkipListMap::new)) {
			String name = each.get().getClass().getSimpleName();
			add(all, name + " key", (content) -> filled(each.get(), comparable(content), 1));
			add(all, name + " value", (content) -> filled(each.get(), 1, content));
		}
		add(all, "Map.of", (content) -> Map.of(1, content));
		add(all, "Map.of many", (content) -> Map.of(1, 1, content, 2));
		add(all, "EnumMap", (content) -> new EnumMap<>(Map.of(TimeUnit.DAYS, content)));
		add(all, "Map.entry", (content) -> Map.entry(content, 1));
		add(all, "SimpleEntry", (content) -> new AbstractMap.SimpleEntry<>(1, content));
	}

	private static void others(List<Arguments> all) {
		add(all, "array", (content) -> new Object[] { null, content });
		add(all, "nested array", (content) -> new Object[][] { {}, { content } });
		add(all, "Optional", Optional::of);
		add(all, "AtomicReference", AtomicReference::new);
		add(all, "AtomicStampedReference", (content) -> new AtomicStampedReference<>(content, 1));
		add(all, "AtomicMarkableReference", (content) -> new AtomicMarkableReference<>(content, true));
		add(all, "AtomicReferenceArray", (content) -> new AtomicReferenceArray<>(new Object[] { null, content }));
		add(all, "record of a library", Pair::new);
		add(all, "all of them", (content) -> List.of(Map.of(1, Optional.of(new Object[] { new Pair(content) }))));
	}

	private static void add(List<Arguments> all, String name, Function<Object, Object> container) {
		all.add(arguments(name, container));
	}

	// What is sorted has to be comparable.
	private static Object comparable(Object content) {
		return (content instanceof AppThing) ? AppColour.RED : content;
	}

	private static Object filled(Collection<Object> collection, Object content) {
		collection.add(comparable(content));
		return collection;
	}

	private static Object filled(Map<Object, Object> map, Object key, Object value) {
		map.put(key, value);
		return map;
	}

	@ParameterizedTest
	@MethodSource
	void aValueOfTheJdkIsCurrent(Object value) {
		assertThat(verdict(value)).isEqualTo(Verdict.CURRENT);
	}

	static Stream<Arguments> aValueOfTheJdkIsCurrent() throws Exception {
		return Stream.of(1, 1L, 1.0, (byte) 1, 'c', true, "text", new StringBuilder("text"), new BigDecimal("1"),
				new AtomicLong(), new LongAdder(), OptionalInt.of(1), Optional.empty(), new Object(), UUID.randomUUID(),
				URI.create("a:b"), Path.of("a"), StandardCharsets.UTF_8, new InetSocketAddress(1), Locale.ROOT,
				Currency.getInstance("EUR"), Pattern.compile("a"), new BitSet(), new Date(), new Timestamp(1),
				new Random(), ByteBuffer.allocate(1), Instant.now(), ZonedDateTime.now(), Duration.ZERO,
				Clock.systemUTC(), TimeUnit.DAYS, Comparator.naturalOrder(), Comparator.reverseOrder(),
				String.CASE_INSENSITIVE_ORDER, String.class, int.class, int[].class, new int[1], new long[0][0],
				new String[1], List.of(), Set.of(), Map.of(), Collections.emptyList(), EnumSet.of(TimeUnit.DAYS),
				EnumSet.noneOf(TimeUnit.class), EnumSet.allOf(TimeUnit.class), new EnumMap<>(TimeUnit.class),
				Collections.checkedList(new ArrayList<>(), String.class), new TreeMap<>(Comparator.reverseOrder()),
				// A library's.
				Colour.RED, Shape.ROUND, Colour.class, new Colour[0], EnumSet.noneOf(Colour.class),
				new EnumMap<>(Colour.class), new Pair("text"))
			.map(InspectionTests::one);
	}

	@ParameterizedTest
	@MethodSource
	void whatKnowsAClassOfTheApplicationIsStale(Object value) {
		assertThat(verdict(value)).isEqualTo(Verdict.STALE);
	}

	static Stream<Arguments> whatKnowsAClassOfTheApplicationIsStale() {
		return Stream
			.of(new AppThing(), AppColour.RED, AppShape.ROUND, new AppPair(1), AppThing.class, AppThing[].class,
					new AppThing[0], new AppThing[1][0], AppThing.lambda(), AppThing.capture(1), AppThing.reference(),
					Arrays.asList(new AppThing[0]), EnumSet.of(AppColour.RED), EnumSet.noneOf(AppColour.class),
					new EnumMap<>(AppColour.class), AppThing.leastRecentlyUsed(),
					Collections.synchronizedMap(AppThing.leastRecentlyUsed()),
					Collections.unmodifiableMap(AppThing.leastRecentlyUsed()),
					Collections.newSetFromMap(AppThing.leastRecentlyUsed()),
					Collections.checkedList(new ArrayList<>(), AppThing.class), new TreeSet<>(new AppOrder()),
					new TreeMap<>(new AppOrder()), new ConcurrentSkipListSet<>(new AppOrder()),
					new ConcurrentSkipListMap<>(new AppOrder()), new PriorityQueue<>(new AppOrder()),
					new PriorityBlockingQueue<>(1, new AppOrder()),
					Collections.unmodifiableSortedMap(new TreeMap<>(new AppOrder())))
			.map(InspectionTests::one);
	}

	@ParameterizedTest
	@MethodSource
	void whatCannotBeLookedIntoIsOpaque(Object value) {
		assertThat(verdict(value)).isEqualTo(Verdict.OPAQUE);
	}

	static Stream<Arguments> whatCannotBeLookedIntoIsOpaque() {
		Map<Object, Object> map = new HashMap<>(Map.of("key", new AppThing()));
		return Stream.of(new CompletableFuture<>(), new ThreadLocal<>(), new Thread(), new ReentrantLock(),
				new LongAccumulator(Long::sum, 0), new DoubleAccumulator(Double::sum, 0), new Exception(),
				Clock.offset(Clock.systemUTC(), Duration.ofDays(1)), InspectionTests.class.getClassLoader(),
				// Each hides the values.
				map.keySet(), new TreeMap<>(map).navigableKeySet(), map.entrySet().iterator(),
				new ArrayList<>(List.of(1, new AppThing())).subList(0, 1), List.of(1, 2, new AppThing()).subList(0, 2),
				new HashMap<>(map).entrySet(),
				// Functions of a library and of the JDK.
				(Supplier<Object>) () -> 1, (Function<Object, String>) Object::toString, Function.identity(),
				Map.Entry.comparingByKey(), new TreeSet<>(Comparator.comparing(AppThing.reference())),
				// A record of a module that does not let anybody look into it.
				new UnixDomainPrincipal(() -> "user", () -> "group"),
				// A library's class, full of the application's objects.
				new Thing(new AppThing()), new LibraryList(),
				Proxy.newProxyInstance(null, new Class<?>[] { List.class }, (proxy, method, arguments) -> {
					throw new AssertionError("is not asked");
				}))
			.map(InspectionTests::one);
	}

	// An array by itself would be taken for several arguments.
	private static Arguments one(Object value) {
		return arguments(new Object[] { value });
	}

	@Test
	void aStaleObjectIsOfMoreInterestThanAnOpaqueOne() {
		List<Object> value = List.of(new Thing(1), new AppThing(), new Thing(2));

		Finding finding = inspect(value);

		assertThat(finding.verdict()).isEqualTo(Verdict.STALE);
		assertThat(finding.describe(value)).isEqualTo("its " + value.getClass().getTypeName() + " holds an instance of "
				+ AppThing.class.getTypeName() + ", which has a class that the restart has replaced");
	}

	@Test
	void whatIsWrittenInPlaceOfAnObjectDoesNotHideIt() {
		assertThat(verdict(List.of(new AppDisguise()))).isEqualTo(Verdict.STALE);
		assertThat(verdict(Collections.singletonList(new AppDisguise()))).isEqualTo(Verdict.STALE);
		assertThat(verdict(Collections.unmodifiableList(List.of(new AppDisguise())))).isEqualTo(Verdict.STALE);
		assertThat(verdict(Collections.synchronizedList(new ArrayList<>(List.of(new AppDisguise())))))
			.isEqualTo(Verdict.STALE);
		assertThat(verdict(Collections.unmodifiableList(List.of("text")))).isEqualTo(Verdict.CURRENT);
		assertThat(verdict(Collections.unmodifiableSet(EnumSet.of(Colour.RED)))).isEqualTo(Verdict.CURRENT);
	}

	@Test
	void codeOfTheApplicationThatFailsWhileItIsAskedMakesAValueOpaque() {
		List<Object> failing = Collections.unmodifiableList(new LibraryList() {

			@Override
			public Object[] toArray() {
				throw new NoClassDefFoundError("app.Gone");
			}

		});

		Finding finding = inspect(failing);

		assertThat(finding.verdict()).isEqualTo(Verdict.OPAQUE);
		assertThat(finding.describe(failing)).endsWith("could not be looked through: java.lang.NoClassDefFoundError");
	}

	@Test
	void anOpaqueObjectIsNamed() {
		Object value = new Thing(1);

		assertThat(inspect(value).describe(value))
			.isEqualTo("its " + Thing.class.getTypeName() + " cannot be looked into");
	}

	@Test
	void circlesEnd() {
		List<Object> list = new ArrayList<>();
		Map<String, Object> map = new HashMap<>();
		Object[] array = { map };
		AtomicReference<Object> reference = new AtomicReference<>(array);
		list.add(list);
		list.add(reference);
		map.put("list", list);
		map.put("unmodifiable", Collections.unmodifiableList(list));

		assertThat(verdict(list)).isEqualTo(Verdict.CURRENT);
		map.put("thing", new AppThing());
		assertThat(verdict(list)).isEqualTo(Verdict.STALE);
	}

	@Test
	void depthDoesNotOverflowTheStack() {
		Object current = "text";
		Object stale = new AppThing();
		for (int i = 0; i < 100_000; i++) {
			current = nested(i, current);
			stale = nested(i, stale);
		}

		assertThat(verdict(current)).isEqualTo(Verdict.CURRENT);
		assertThat(verdict(stale)).isEqualTo(Verdict.STALE);
	}

	private static Object nested(int level, Object content) {
		return switch (level % 4) {
			case 0 -> new Object[] { content };
			case 1 -> new Pair(content);
			case 2 -> Collections.synchronizedCollection(new ArrayDeque<>(List.of(content)));
			default -> Optional.of(content);
		};
	}

	@Test
	@Timeout(60)
	void aMillionElementsAreNotTooMany() {
		Map<Object, Object> map = new HashMap<>();
		for (int i = 0; i < 1_000_000; i++) {
			map.put(i, "value");
		}

		assertThat(verdict(map)).isEqualTo(Verdict.CURRENT);
		assertThat(verdict(List.copyOf(map.keySet()))).isEqualTo(Verdict.CURRENT);
		map.put("last", new AppThing());
		assertThat(verdict(Map.copyOf(map))).isEqualTo(Verdict.STALE);
	}

	private static Verdict verdict(Object value) {
		return inspect(value).verdict();
	}

	private static Finding inspect(Object value) {
		return Inspection.of(value, InspectionTests::isUsable);
	}

	private static boolean isUsable(Class<?> type) {
		return !type.getName().contains("Tests$App");
	}

	private static final class AppThing {

		static Supplier<Object> lambda() {
			return () -> 1;
		}

		static Supplier<Object> capture(Object captured) {
			return () -> captured;
		}

		static Function<Object, String> reference() {
			return Object::toString;
		}

		static <K, V> Map<K, V> leastRecentlyUsed() {
			return new LinkedHashMap<>() {

				@Override
				protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
					return size() > 100;
				}

			};
		}

	}

	private static final class AppDisguise implements Serializable {

		private static final long serialVersionUID = 1;

		private Object writeReplace() {
			return "text";
		}

	}

	private record AppPair(Object one) {
	}

	private enum AppColour {

		RED

	}

	private enum AppShape {

		ROUND {
		}

	}

	private static final class AppOrder implements Comparator<Object> {

		@Override
		public int compare(Object one, Object other) {
			return 0;
		}

	}

	private record Pair(Object one) {
	}

	private enum Colour {

		RED

	}

	private enum Shape {

		ROUND {
		}

	}

	private static final class Thing implements Comparable<Object> {

		private final Object content;

		Thing(Object content) {
			this.content = content;
		}

		@Override
		public int compareTo(Object other) {
			return 0;
		}

		@Override
		public String toString() {
			return "Thing of " + this.content;
		}

	}

	private static class LibraryList extends ArrayList<Object> {

	}

}
