package dev.requeststate.context;

import java.time.Instant;
import java.util.Map;

/**
 * A context that shares its parent's values except those overridden for a block.
 * <p>
 * It keeps its parent open, and is open itself until its block and the leases taken in it
 * have ended.
 */
final class DerivedContext extends SlotContext {

	private final SlotContext parent;

	DerivedContext(SlotContext parent) {
		parent.retain();
		this.parent = parent;
	}

	void override(RequestLocal<?> local, Object value) {
		Destruction.destroy(this, slot(local).replace(this, value));
	}

	@Override
	RootContext root() {
		return this.parent.root();
	}

	@Override
	SlotContext owner(RequestLocal<?> local) {
		return (slotIfPresent(local.index()) != null) ? this : this.parent.owner(local);
	}

	@Override
	SlotContext maker() {
		return this.parent;
	}

	@Override
	void beforeDestroy() {
	}

	@Override
	void afterClose() {
		this.parent.release();
	}

	@Override
	public String id() {
		return this.parent.id();
	}

	@Override
	public String name() {
		return this.parent.name();
	}

	@Override
	public Instant openedAt() {
		return this.parent.openedAt();
	}

	@Override
	public ContextOrigin origin() {
		return this.parent.origin();
	}

	@Override
	public Map<String, Object> attributes() {
		return this.parent.attributes();
	}

}
