package dev.requeststate.retained;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What is to become of a {@linkplain RetainedState retained value} at a restart when it
 * is not made of JDK types alone. Immutable.
 */
public final class Retention {

	private static final Retention WALKED = new Retention(false, null);

	private static final Retention MIGRATED = new Retention(true, null);

	private final boolean migrated;

	private final @Nullable String reason;

	private Retention(boolean migrated, @Nullable String reason) {
		this.migrated = migrated;
		this.reason = reason;
	}

	/**
	 * The value is kept if everything that it holds can be looked at and has outlived the
	 * restart, and is dropped otherwise. The default.
	 */
	public static Retention walked() {
		return WALKED;
	}

	/**
	 * As {@link #walked()}; but a value that would be dropped, because it holds objects
	 * of the application's own classes or cannot be looked into, is serialized and read
	 * again with the new classes. Each of its objects must be
	 * {@link java.io.Serializable}. It is a copy then, what is transient is lost, and the
	 * original is closed if it is {@link AutoCloseable}; if the new classes cannot read
	 * it, it is dropped. Where a class is missing, as in the middle of a build, it waits
	 * for the next restart.
	 */
	public static Retention migrated() {
		return MIGRATED;
	}

	/**
	 * The value is kept without being looked into. It must hold no object of the
	 * application's own classes, also no lambda and no class loader of it, now and later.
	 * Nothing checks that: such an object comes back as a {@link ClassCastException}, and
	 * keeps the whole old application in memory.
	 * <p>
	 * A value of a class that the restart has replaced is dropped all the same.
	 * @param reason why that is known to be so; for whoever reads the definition
	 */
	public static Retention opaque(String reason) {
		Objects.requireNonNull(reason, "'reason' must not be null");
		if (reason.isBlank()) {
			throw new IllegalArgumentException("'reason' must not be blank");
		}
		return new Retention(false, reason);
	}

	boolean isMigrated() {
		return this.migrated;
	}

	boolean isOpaque() {
		return this.reason != null;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Retention retention && this.migrated == retention.migrated
				&& Objects.equals(this.reason, retention.reason);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.migrated, this.reason);
	}

	/**
	 * As it was declared.
	 */
	@Override
	public String toString() {
		if (this.reason != null) {
			return "opaque(\"" + this.reason + "\")";
		}
		return this.migrated ? "migrated()" : "walked()";
	}

}
