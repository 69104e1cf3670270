package dev.requeststate.context;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A context that shares its parent's values except those overridden for a block.
 * <p>
 * It keeps its parent open, and is open itself until its block and the leases taken in it
 * have ended.
 */
final class DerivedContext extends SlotContext {

	private final SlotContext parent;

	private volatile @Nullable String closedOn;

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
		if (slotIfPresent(local.index()) != null) {
			return this;
		}
		// Its overrides are gone: what the parent has instead is not what was meant.
		requireNotClosed();
		return this.parent.owner(local);
	}

	@Override
	SlotContext maker() {
		return this.parent;
	}

	@Override
	void beforeDestroy() {
		this.closedOn = ThreadName.of(Thread.currentThread());
	}

	@Override
	String closedMessage(String use, boolean closed) {
		String closedOn = this.closedOn;
		return "It is too late to " + use + ": the block with values of its own in " + describe()
				+ (closed ? " has ended" : " is ending") + ((closedOn != null) ? " on thread '" + closedOn + "'" : "")
				+ ". Work that goes on after such a block needs a lease, taken inside it: "
				+ "RequestContext.current().lease().";
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
