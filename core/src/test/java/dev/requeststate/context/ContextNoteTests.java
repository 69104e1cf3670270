package dev.requeststate.context;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ContextNoteTests {

	private final ContextNote<String> note = ContextNote.named("noted");

	private final List<@Nullable RequestContext> becameCurrent = new ArrayList<>();

	private final RequestContextFactory factory = RequestContextFactory.builder()
		.leakDetection(LeakDetection.STRICT)
		.currentObserver((context) -> {
			this.becameCurrent.add(context);
			return () -> {
			};
		})
		.build();

	@Test
	void isWrittenAndReadWithoutMakingTheContextCurrent() {
		try (Lease lease = this.factory.open(() -> "request"); Lease other = this.factory.open(() -> "other")) {
			assertThat(this.note.get(lease.context())).isNull();
			this.note.set(lease.context(), "first");
			this.note.set(lease.context(), "second");
			assertThat(this.note.get(lease.context())).isEqualTo("second");
			assertThat(this.note.get(other.context())).isNull();
		}
		assertThat(this.becameCurrent).isEmpty();
	}

	@Test
	void aBlockWithValuesOfItsOwnHasTheNotesOfItsRequest() {
		RequestLocal<String> local = RequestLocal.named("local");
		try (Lease lease = this.factory.open(() -> "request")) {
			this.note.set(lease.context(), "noted");
			lease.context()
				.with(local, "value")
				.run(() -> assertThat(this.note.get(RequestContext.current())).isEqualTo("noted"));
		}
	}

	@Test
	void endsWithItsContextAndReadingItLaterIsNoUseOfAClosedOne() {
		Lease lease = this.factory.open(() -> "request");
		this.note.set(lease.context(), "noted");
		lease.close();
		assertThat(this.note.get(lease.context())).isNull();
		assertThat(this.factory.closedAccesses()).isZero();
		assertThatExceptionOfType(RequestContextClosedException.class)
			.isThrownBy(() -> this.note.set(lease.context(), "late"));
	}

	@Test
	void isInNoListOfValues() {
		try (Lease lease = this.factory.open(() -> "request")) {
			this.note.set(lease.context(), "noted");
			assertThat(this.factory.openContexts().values(lease.context())).isEmpty();
			assertThat(this.note.toString()).contains("noted");
			assertThat(RequestLocal.defined()).noneMatch((local) -> local.name().equals("noted"));
		}
	}

}
