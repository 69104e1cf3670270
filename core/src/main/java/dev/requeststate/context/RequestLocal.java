package dev.requeststate.context;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A typed key to one value in the request context, as {@link ThreadLocal} is to a thread.
 *
 * <pre class="code">
 * static final RequestLocal&lt;Cart&gt; CART = RequestLocal.withInitial("cart", Cart::new);
 *
 * CART.get().add(book);
 * </pre>
 *
 * A value is made at most once for each context, also when several threads of one request
 * ask at once: one makes it, with no lock held, and the others wait. It lives until it is
 * removed or replaced, or until the context is closed, and is then destroyed once. Values
 * are never null.
 * <p>
 * All methods that work on a value throw {@link NoRequestContextException} where no
 * context is current and {@link RequestContextClosedException} where the current one is
 * closed. Safe for use by several threads; what is read from it need not be: parallel
 * work of one request shares one instance. Usually held in a static final field; two
 * locals of one name are two locals.
 *
 * @param <T> the type of the value
 */
public final class RequestLocal<T> {

	private static final String KIND = "request local";

	private final String kind;

	private final String name;

	private final @Nullable Supplier<? extends T> initial;

	private final @Nullable Destroyer<? super T> destroyer;

	private final CacheRole cacheRole;

	private final int index;

	private final @Nullable String source;

	// Of the last value. Not its class, which would keep a restarted application's
	// loader.
	private @Nullable String type;

	private RequestLocal(String kind, String name, @Nullable Supplier<? extends T> initial,
			@Nullable Destroyer<? super T> destroyer, CacheRole cacheRole) {
		this.kind = Objects.requireNonNull(kind, "'kind' must not be null");
		this.name = Objects.requireNonNull(name, "'name' must not be null");
		this.cacheRole = Objects.requireNonNull(cacheRole, "'cacheRole' must not be null");
		this.initial = initial;
		this.destroyer = destroyer;
		this.source = kind.equals(KIND) ? DefinitionPlace.find() : null;
		this.index = SlotIndexes.allocate(this);
	}

	/**
	 * All locals that there are, in the order of their definition as far as places in
	 * contexts were not used twice. For reports.
	 */
	public static List<RequestLocalInfo> defined() {
		return SlotIndexes.all().stream().filter(RequestLocal::isListed).map(RequestLocal::info).toList();
	}

	/**
	 * Whether its values are values of the request, and not notes about it.
	 */
	boolean isListed() {
		return !this.kind.equals(ContextNote.KIND);
	}

	/**
	 * A local without an initial value: {@link #get()} fails until {@link #set} was
	 * called in the request.
	 * @param <T> the type of the value
	 * @param name its name, for people
	 */
	public static <T> RequestLocal<T> named(String name) {
		return new RequestLocal<>(KIND, name, null, null, CacheRole.VALUE);
	}

	/**
	 * A local without an initial value that messages call by another word: for a library
	 * that keeps in it what its users know as something else.
	 * @param <T> the type of the value
	 * @param kind the word, as {@code bean} in {@code bean 'cart'}
	 * @param name its name, for people
	 * @param cacheRole what reading it means for a cached result
	 */
	public static <T> RequestLocal<T> ofKind(String kind, String name, CacheRole cacheRole) {
		return new RequestLocal<>(kind, name, null, null, cacheRole);
	}

	/**
	 * A local with an initial value that messages call by another word.
	 */
	static <T> RequestLocal<T> ofKind(String kind, String name, CacheRole cacheRole, Supplier<? extends T> initial) {
		return new RequestLocal<>(kind, name, initial, null, cacheRole);
	}

	/**
	 * A local whose value is made when it is first read.
	 * @param <T> the type of the value
	 * @param name its name, for people
	 * @param cacheRole what reading it means for a cached result
	 * @param initial makes the value, on the terms of
	 * {@link #withInitial(String, Supplier)}
	 */
	public static <T> RequestLocal<T> withInitial(String name, CacheRole cacheRole, Supplier<? extends T> initial) {
		return new RequestLocal<>(KIND, name, Objects.requireNonNull(initial, "'initial' must not be null"), null,
				cacheRole);
	}

	/**
	 * A local without an initial value whose values are destroyed.
	 * @param <T> the type of the value
	 * @param name its name, for people
	 * @param destroyer ends a value that was set
	 */
	public static <T> RequestLocal<T> named(String name, Destroyer<? super T> destroyer) {
		return new RequestLocal<>(KIND, name, null, Objects.requireNonNull(destroyer, "'destroyer' must not be null"),
				CacheRole.VALUE);
	}

	/**
	 * A local without an initial value whose values are destroyed.
	 * @param <T> the type of the value
	 * @param name its name, for people
	 * @param cacheRole what reading it means for a cached result:
	 * {@link CacheRole#HARMLESS} for a client of a database, for instance, that is the
	 * request's own while what it finds is not
	 * @param destroyer ends a value that was set
	 */
	public static <T> RequestLocal<T> named(String name, CacheRole cacheRole, Destroyer<? super T> destroyer) {
		return new RequestLocal<>(KIND, name, null, Objects.requireNonNull(destroyer, "'destroyer' must not be null"),
				cacheRole);
	}

	/**
	 * A local whose value is made when it is first read.
	 * @param <T> the type of the value
	 * @param name its name, for people
	 * @param initial makes the value; if it throws, there is no value, everybody who
	 * waited gets the same exception, and the next read tries again
	 */
	public static <T> RequestLocal<T> withInitial(String name, Supplier<? extends T> initial) {
		return new RequestLocal<>(KIND, name, Objects.requireNonNull(initial, "'initial' must not be null"), null,
				CacheRole.VALUE);
	}

	/**
	 * A local whose value is made when it is first read, and destroyed.
	 * @param <T> the type of the value
	 * @param name its name, for people
	 * @param initial makes the value
	 * @param destroyer ends a value, whether made or set
	 */
	public static <T> RequestLocal<T> withInitial(String name, Supplier<? extends T> initial,
			Destroyer<? super T> destroyer) {
		return new RequestLocal<>(KIND, name, Objects.requireNonNull(initial, "'initial' must not be null"),
				Objects.requireNonNull(destroyer, "'destroyer' must not be null"), CacheRole.VALUE);
	}

	/**
	 * The value of the current request, made if there is none.
	 * @throws MissingValueException if there is none and no initial value is defined
	 * @throws CircularCreationException if the value needs itself in order to be made
	 * @throws CreationWaitException if another thread does not finish making it in time
	 */
	public T get() {
		Binding top = CurrentFrame.top();
		if (top != null) {
			Object value = top.peek(this.index);
			if (value != null) {
				return cast(value);
			}
		}
		return getSlowly();
	}

	private T getSlowly() {
		Binding current = requireForRead();
		Supplier<? extends T> initial = this.initial;
		if (initial != null) {
			return cast(current.context().obtain(this, initial, current.creation()));
		}
		Object value = current.context().find(this);
		if (value == null) {
			// Closing: it was destroyed, and setting it is no remedy any more.
			current.context().owner(this).requireOpen("read", this);
			throw new MissingValueException("There is no value for " + this + " in " + current.context()
					+ ", and it has no initial one. Set it before it is read, in a filter or an interceptor for "
					+ "instance, or define it with RequestLocal.withInitial.");
		}
		return cast(value);
	}

	/**
	 * The value in a context that need not be current.
	 */
	T getIn(SlotContext context) {
		Supplier<? extends T> initial = Objects.requireNonNull(this.initial);
		return cast(context.obtain(this, initial, null));
	}

	/**
	 * The value in a context that need not be current, or null if there is none.
	 */
	@Nullable T getIfPresentIn(SlotContext context) {
		Object value = context.peek(this.index);
		return (value != null) ? cast(value) : null;
	}

	/**
	 * The value of the current request, or null if there is none, or none yet. Makes
	 * nothing and waits for nothing.
	 */
	public @Nullable T getIfPresent() {
		Binding top = CurrentFrame.top();
		Object value = (top != null) ? top.peek(this.index) : null;
		if (value == null) {
			value = requireForRead().context().find(this);
		}
		return (value != null) ? cast(value) : null;
	}

	/**
	 * The value of the current request, made by the given supplier if there is none.
	 * @param supplier makes the value, on the terms of an initial value
	 */
	public T computeIfAbsent(Supplier<? extends T> supplier) {
		Objects.requireNonNull(supplier, "'supplier' must not be null");
		Binding binding = requireForRead();
		return cast(binding.context().obtain(this, supplier, binding.creation()));
	}

	/**
	 * Set the value of the current request. One that is replaced is destroyed.
	 * @param value the new value
	 */
	public void set(T value) {
		Objects.requireNonNull(value, "'value' must not be null");
		require().context().put(this, value);
	}

	/**
	 * Destroy the value of the current request, if there is one. The next {@link #get()}
	 * makes a new one.
	 */
	public void remove() {
		SlotContext context = require().context();
		Destruction.destroy(context.owner(this), context.take(this));
	}

	/**
	 * Take the value out of the current request without destroying it: that is the
	 * caller's part then.
	 * @return the value, or null if there is none
	 */
	public @Nullable T take() {
		Slot.Taken taken = requireForRead().context().take(this);
		return (taken != null) ? cast(taken.value()) : null;
	}

	/**
	 * Run an action when the value that the current request has, or that this flow of
	 * work is making, is destroyed; also if making it fails. Several run in the reverse
	 * order of their registration, before the destroyer.
	 * @param action what to run, on the terms of {@link Destroyer#destroy}
	 * @throws MissingValueException if there is no value and none is being made
	 */
	public void onDestroy(Runnable action) {
		Objects.requireNonNull(action, "'action' must not be null");
		Binding binding = require();
		RootContext root = binding.context().root();
		for (CreationLink link = binding.creation(); link != null; link = link.parent()) {
			Creation creation = link.creation();
			if (creation.slot().local() == this && creation.owner().root() == root && creation.addCallback(action)) {
				return;
			}
		}
		Slot slot = binding.context().owner(this).slotIfPresent(this.index);
		if (slot == null || !slot.addCallback(action)) {
			binding.context().requireNotClosed();
			throw new MissingValueException("There is no value for " + this + " in " + binding.context()
					+ " whose destruction could be followed.");
		}
	}

	/**
	 * A stand-in that is, at each call, the value of the request that is current then:
	 *
	 * <pre class="code">
	 * static final Db db = DB.proxy(Db.class);
	 * </pre>
	 *
	 * Two calls of this method give two stand-ins, equal only to themselves.
	 * {@code toString} is the value's own where there is one.
	 * @param <P> the type of the stand-in
	 * @param type an interface that the values have; or a class, if the Spring module of
	 * this library is there
	 * @throws IllegalArgumentException if no stand-in can be made for the type
	 */
	public <P> P proxy(Class<P> type) {
		Objects.requireNonNull(type, "'type' must not be null");
		return Proxies.create(this, type);
	}

	/**
	 * The name of this local, for people.
	 */
	public String name() {
		return this.name;
	}

	/**
	 * What reading this local means for a cached result.
	 */
	public CacheRole cacheRole() {
		return this.cacheRole;
	}

	private RequestLocalInfo info() {
		return new RequestLocalInfo(this.kind, this.name, this.type, this.source, this.destroyer != null,
				this.cacheRole);
	}

	/**
	 * A value of this local has been made or set.
	 */
	void hasValueOf(Class<?> type) {
		// Once: where classes alternate, all threads would write what all of them read.
		if (this.type == null) {
			this.type = type.getName();
		}
	}

	@Override
	public String toString() {
		return this.kind + " '" + this.name + "'";
	}

	/**
	 * Tell of a read in a context that need not be current.
	 */
	void readIn(SlotContext context) {
		Binding flow = CurrentFrame.flow();
		ReadRecorder recorder = (flow != null) ? flow.recorder() : null;
		if (recorder != null) {
			readIn(context, recorder);
		}
	}

	void readIn(SlotContext context, ReadRecorder recorder) {
		if (this.cacheRole != CacheRole.HARMLESS) {
			recorder.read(context.origin(), this);
		}
	}

	int index() {
		return this.index;
	}

	@SuppressWarnings("unchecked") // only values of this local ever reach its destroyer
	@Nullable Destroyer<Object> destroyer() {
		return (Destroyer<Object>) this.destroyer;
	}

	private Binding requireForRead() {
		Binding binding = require();
		binding.read(this);
		return binding;
	}

	private Binding require() {
		Binding binding = CurrentFrame.current();
		if (binding == null) {
			throw new NoRequestContextException(toString());
		}
		return binding;
	}

	@SuppressWarnings("unchecked") // what a slot of this local holds came through it
	private T cast(Object value) {
		return (T) value;
	}

}
