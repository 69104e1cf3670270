package dev.requeststate.benchmarks;

import java.util.List;

import io.micronaut.runtime.http.scope.RequestScope;

/**
 * Twenty beans of the request.
 * <p>
 * A class for each bean, as in an application. Micronaut reads its scope from the class
 * when that is compiled; the others are told theirs when they are started, since none of
 * them wants to see two.
 */
final class Counters {

	static final List<Class<? extends Counter>> TYPES = List.of(Counter01.class, Counter02.class, Counter03.class,
			Counter04.class, Counter05.class, Counter06.class, Counter07.class, Counter08.class, Counter09.class,
			Counter10.class, Counter11.class, Counter12.class, Counter13.class, Counter14.class, Counter15.class,
			Counter16.class, Counter17.class, Counter18.class, Counter19.class, Counter20.class);

	private Counters() {
	}

	@RequestScope
	public static class Counter01 extends Counter {

	}

	@RequestScope
	public static class Counter02 extends Counter {

	}

	@RequestScope
	public static class Counter03 extends Counter {

	}

	@RequestScope
	public static class Counter04 extends Counter {

	}

	@RequestScope
	public static class Counter05 extends Counter {

	}

	@RequestScope
	public static class Counter06 extends Counter {

	}

	@RequestScope
	public static class Counter07 extends Counter {

	}

	@RequestScope
	public static class Counter08 extends Counter {

	}

	@RequestScope
	public static class Counter09 extends Counter {

	}

	@RequestScope
	public static class Counter10 extends Counter {

	}

	@RequestScope
	public static class Counter11 extends Counter {

	}

	@RequestScope
	public static class Counter12 extends Counter {

	}

	@RequestScope
	public static class Counter13 extends Counter {

	}

	@RequestScope
	public static class Counter14 extends Counter {

	}

	@RequestScope
	public static class Counter15 extends Counter {

	}

	@RequestScope
	public static class Counter16 extends Counter {

	}

	@RequestScope
	public static class Counter17 extends Counter {

	}

	@RequestScope
	public static class Counter18 extends Counter {

	}

	@RequestScope
	public static class Counter19 extends Counter {

	}

	@RequestScope
	public static class Counter20 extends Counter {

	}

}
