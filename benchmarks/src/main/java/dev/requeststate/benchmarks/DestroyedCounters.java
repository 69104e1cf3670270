package dev.requeststate.benchmarks;

import java.util.List;

import io.micronaut.runtime.http.scope.RequestScope;

/**
 * Twenty beans of the request that are to be destroyed with it.
 * <p>
 * A class for each bean, as in an application. Micronaut reads its scope from the class
 * when that is compiled; the others are told theirs when they are started, since none of
 * them wants to see two.
 */
final class DestroyedCounters {

	static final List<Class<? extends DestroyedCounter>> TYPES = List.of(Destroyed01.class, Destroyed02.class,
			Destroyed03.class, Destroyed04.class, Destroyed05.class, Destroyed06.class, Destroyed07.class,
			Destroyed08.class, Destroyed09.class, Destroyed10.class, Destroyed11.class, Destroyed12.class,
			Destroyed13.class, Destroyed14.class, Destroyed15.class, Destroyed16.class, Destroyed17.class,
			Destroyed18.class, Destroyed19.class, Destroyed20.class);

	private DestroyedCounters() {
	}

	@RequestScope
	public static class Destroyed01 extends DestroyedCounter {

	}

	@RequestScope
	public static class Destroyed02 extends DestroyedCounter {

	}

	@RequestScope
	public static class Destroyed03 extends DestroyedCounter {

	}

	@RequestScope
	public static class Destroyed04 extends DestroyedCounter {

	}

	@RequestScope
	public static class Destroyed05 extends DestroyedCounter {

	}

	@RequestScope
	public static class Destroyed06 extends DestroyedCounter {

	}

	@RequestScope
	public static class Destroyed07 extends DestroyedCounter {

	}

	@RequestScope
	public static class Destroyed08 extends DestroyedCounter {

	}

	@RequestScope
	public static class Destroyed09 extends DestroyedCounter {

	}

	@RequestScope
	public static class Destroyed10 extends DestroyedCounter {

	}

	@RequestScope
	public static class Destroyed11 extends DestroyedCounter {

	}

	@RequestScope
	public static class Destroyed12 extends DestroyedCounter {

	}

	@RequestScope
	public static class Destroyed13 extends DestroyedCounter {

	}

	@RequestScope
	public static class Destroyed14 extends DestroyedCounter {

	}

	@RequestScope
	public static class Destroyed15 extends DestroyedCounter {

	}

	@RequestScope
	public static class Destroyed16 extends DestroyedCounter {

	}

	@RequestScope
	public static class Destroyed17 extends DestroyedCounter {

	}

	@RequestScope
	public static class Destroyed18 extends DestroyedCounter {

	}

	@RequestScope
	public static class Destroyed19 extends DestroyedCounter {

	}

	@RequestScope
	public static class Destroyed20 extends DestroyedCounter {

	}

}
