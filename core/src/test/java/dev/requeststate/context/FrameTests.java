package dev.requeststate.context;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Frames: what libraries carry from thread to thread.
 */
class FrameTests {

	private static final RequestLocal<String> USER = RequestLocal.named("user");

	private final RequestContextFactory factory = RequestContextFactory.builder().build();

	private final Lease request = this.factory.open(() -> "request");

	private final Lease other = this.factory.open(() -> "other");

	@AfterEach
	void close() {
		CurrentFrame.restore(null);
		this.request.close();
		this.other.close();
	}

	@Test
	void thereIsNoneWhereNothingWasEverCurrent() throws Throwable {
		try (Workers workers = new Workers()) {
			assertThat(Workers.result(workers.start("fresh", Frame::current))).isNull();
		}
	}

	@Test
	void aFrameIsReopenedOnAnotherThread() throws Throwable {
		try (Binding binding = this.request.bind(); Workers workers = new Workers()) {
			USER.set("ada");
			Frame frame = Frame.current();
			assertThat(frame).isNotNull();
			assertThat(frame.requestContext()).isSameAs(this.request.context());
			assertThat(Workers.result(workers.start("other", () -> {
				try (Binding reopened = frame.reopen()) {
					return USER.get();
				}
				finally {
					assertThat(Frame.current()).isNull();
				}
			}))).isEqualTo("ada");
		}
	}

	@Test
	void aFrameKeepsNothingOpen() {
		Frame frame;
		try (Binding binding = this.request.bind()) {
			frame = Frame.current();
		}
		this.request.close();
		try (Binding reopened = frame.reopen()) {
			assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(USER::get);
			assertThatExceptionOfType(RequestContextClosedException.class)
				.isThrownBy(() -> RequestContext.current().lease());
		}
	}

	@Test
	void nothingIsCurrentInsideNone() {
		try (Binding binding = this.request.bind()) {
			USER.set("ada");
			try (Binding none = Frame.none()) {
				assertThat(RequestContext.currentOrNull()).isNull();
				assertThatExceptionOfType(NoRequestContextException.class).isThrownBy(RequestContext::current);
				assertThatExceptionOfType(NoRequestContextException.class).isThrownBy(USER::get);
				assertThatExceptionOfType(NoRequestContextException.class).isThrownBy(USER::getIfPresent);
				assertThatExceptionOfType(NoRequestContextException.class).isThrownBy(() -> USER.set("eve"));
				assertThatExceptionOfType(NoRequestContextException.class).isThrownBy(USER::remove);
				Frame frame = Frame.current();
				assertThat(frame).isNotNull();
				assertThat(frame.requestContext()).isNull();
			}
			assertThat(USER.get()).isEqualTo("ada");
		}
	}

	@Test
	void noneIsCalledNoRequestByWhoeverClosesItOnAnotherThread() throws Throwable {
		try (Binding none = Frame.none(); Workers workers = new Workers()) {
			assertThat(Workers.failure(workers.start("thief", () -> {
				none.close();
				return "closed";
			}))).isInstanceOf(IllegalStateException.class).hasMessageStartingWith("A binding of no request was opened");
		}
	}

	@Test
	void whatStandsWhereNothingIsCurrentHasNothingToSay() {
		List<ThrowingCallable> questions = List.of(NoContext.INSTANCE::root, NoContext.INSTANCE::id,
				NoContext.INSTANCE::name, NoContext.INSTANCE::openedAt, NoContext.INSTANCE::origin,
				NoContext.INSTANCE::attributes);
		assertThat(questions)
			.allSatisfy((question) -> assertThatExceptionOfType(NoRequestContextException.class).isThrownBy(question));
	}

	@Test
	void noneIsCarriedAsNone() throws Throwable {
		try (Binding binding = this.request.bind(); Binding none = Frame.none()) {
			Frame frame = Frame.current();
			try (Workers workers = new Workers()) {
				assertThat(Workers.result(workers.start("busy", () -> {
					try (Binding busy = this.other.bind(); Binding reopened = frame.reopen()) {
						return RequestContext.currentOrNull();
					}
				}))).isNull();
			}
		}
	}

	@Test
	void aContextCanBeCurrentInsideNone() {
		try (Binding binding = this.request.bind(); Binding none = Frame.none()) {
			this.other.run(() -> assertThat(RequestContext.current()).isSameAs(this.other.context()));
			assertThat(RequestContext.currentOrNull()).isNull();
		}
	}

	@Test
	void restoringAnEarlierFrameEndsWhatWasOpenedSince() {
		try (Binding binding = this.request.bind()) {
			Frame earlier = Frame.current();
			Binding forgotten = this.other.bind();
			Frame.none();
			assertThat(Frame.restore(earlier)).isTrue();
			assertThat(RequestContext.current()).isSameAs(this.request.context());
			forgotten.close();
			assertThat(RequestContext.current()).isSameAs(this.request.context());
		}
		assertThat(RequestContext.currentOrNull()).isNull();
	}

	@Test
	void aFrameThatHasEndedIsNotRestored() {
		Binding ended = this.request.bind();
		Frame earlier = Frame.current();
		ended.close();
		assertThat(Frame.restore(earlier)).isFalse();
		assertThat(RequestContext.currentOrNull()).isNull();
		try (Binding binding = this.other.bind()) {
			assertThat(Frame.restore(earlier)).isFalse();
			assertThat(RequestContext.current()).isSameAs(this.other.context());
		}
	}

	@Test
	void aFrameOfAnotherThreadIsNotRestored() throws Throwable {
		try (Binding binding = this.request.bind(); Workers workers = new Workers()) {
			Frame foreign = Frame.current();
			assertThat(Workers.result(workers.start("other", () -> {
				assertThat(Frame.restore(foreign)).isFalse();
				return RequestContext.currentOrNull();
			}))).isNull();
		}
	}

	@Test
	void restoringNothingEndsEverything() {
		this.request.bind();
		this.other.bind();
		assertThat(Frame.restore(null)).isTrue();
		assertThat(Frame.current()).isNull();
	}

}
