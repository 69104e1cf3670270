package dev.requeststate.spring.tag;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.requeststate.call.CallScope;
import dev.requeststate.context.Frame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TaggedEntriesTests {

	private final AtomicLong clock = new AtomicLong(System.currentTimeMillis());

	private final AtomicLong nanoTime = new AtomicLong();

	private final InstantSource now = () -> Instant.ofEpochMilli(this.clock.get());

	private final RemoteNumbers remote = new RemoteNumbers();

	private final TaggedEntries local = new TaggedEntries(new InProcessTagNumbers(), this.now, this.nanoTime::get);

	private final TaggedEntries entries = new TaggedEntries(this.remote, this.now, this.nanoTime::get);

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	@BeforeEach
	void listen() {
		this.log.start();
		Logger logger = (Logger) LoggerFactory.getLogger(Outage.class);
		// Whatever tests before this one have left at its parents.
		logger.setLevel(Level.INFO);
		logger.addAppender(this.log);
	}

	@AfterEach
	void end() {
		Logger logger = (Logger) LoggerFactory.getLogger(Outage.class);
		logger.detachAppender(this.log);
		logger.setLevel(null);
		this.entries.close();
		this.local.close();
	}

	@Test
	void aLifeEndsByTheClock() {
		CallScope call = open(0).expireAfter(Duration.ofMinutes(1));
		Object stored = this.local.stored(call, "value");
		assertThat(stored).isInstanceOf(TaggedValue.class);
		long end = ((TaggedValue) stored).expiresAt();
		this.clock.set(end - 1);
		assertThat(this.local.isCurrent(stored)).isTrue();
		assertThat(this.local.claim("op", call)).isTrue();
		this.clock.set(end);
		assertThat(this.local.isCurrent(stored)).isFalse();
		assertThat(this.local.claim("op", call)).as("it has ended before it was stored").isFalse();
	}

	@Test
	void theLongestLifeDoesNotEnd() {
		Object stored = this.local.stored(open(0).expireAfter(Duration.ofSeconds(Long.MAX_VALUE)), "value");
		assertThat(stored).isInstanceOfSatisfying(TaggedValue.class, (entry) -> assertThat(entry.end()).isNull());
		assertThat(this.local.isCurrent(stored)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, -1, Long.MIN_VALUE })
	void aLifeOfNothingOrLessIsAnError(long seconds) {
		CallScope call = open(0);
		assertThatIllegalArgumentException().isThrownBy(() -> call.expireAfter(Duration.ofSeconds(seconds)))
			.withMessageStartingWith("'life' must be above zero");
		assertThat(this.local.stored(call, "value")).isEqualTo("value");
	}

	@Test
	void aValueThatIsNullCanHaveTags() {
		Object stored = this.local.stored(open(0).tag("book:1"), null);
		assertThat(stored).isInstanceOf(TaggedValue.class);
		assertThat(this.local.isCurrent(stored)).isTrue();
		assertThat(this.local.value(stored)).isNull();
	}

	@Test
	void whatIsStoredWithoutTagsIsServedAsItIs() {
		assertThat(this.local.stored(open(0), "value")).isEqualTo("value");
		assertThat(this.local.isCurrent("value")).isTrue();
		assertThat(this.local.isCurrent(null)).isTrue();
		assertThat(this.local.value("value")).isEqualTo("value");
		assertThat(this.local.value(null)).isNull();
	}

	@Test
	void whatWasTaggedElsewhereIsNoHit() {
		TaggedEntries elsewhere = new TaggedEntries(new InProcessTagNumbers());
		Object tagged = elsewhere.stored(open(0).tag("book:1"), "value");
		assertThat(elsewhere.isCurrent(tagged)).isTrue();
		assertThat(this.local.isCurrent(tagged)).isFalse();
		Object mortal = elsewhere.stored(open(0).expireAfter(Duration.ofMinutes(1)), "value");
		assertThat(this.local.isCurrent(mortal)).as("a life is everybody's").isTrue();
		elsewhere.close();
	}

	@Test
	void nobodyIsAskedForWhatHasNoTags() {
		this.remote.last = 7;
		long number = this.entries.begin("op");
		assertThat(this.remote.asked).as("the first of all").hasValue(1);
		CallScope call = open(number);
		assertThat(this.entries.claim("op", call)).isTrue();
		assertThat(this.entries.isCurrent(this.entries.stored(call, "value"))).isTrue();
		assertThat(this.entries.begin("op")).isEqualTo(7);
		assertThat(this.entries.begin("other")).isEqualTo(7);
		assertThat(this.remote.asked).hasValue(1);
	}

	@Test
	void whatIsKnownToTagAsksAtItsBeginningAtItsClaimAndAtEachRead() {
		this.entries.begin("op");
		assertThat(this.entries.claim("op", open(0).tag("book:1"))).isTrue();
		this.remote.asked.set(0);
		assertThat(this.entries.begin("op")).isZero();
		assertThat(this.remote.asked).hasValue(1);
		CallScope call = open(0).tag("book:1", "book:2");
		assertThat(this.entries.claim("op", call)).isTrue();
		assertThat(this.remote.asked).hasValue(2);
		assertThat(this.entries.isCurrent(this.entries.stored(call, "value"))).isTrue();
		assertThat(this.remote.asked).as("one question for two tags").hasValue(3);
	}

	@Test
	void aNumberThatWasSeenEarlierIsNeverTooHigh() {
		this.entries.begin("op");
		this.remote.last = 5;
		this.remote.evicted = 5;
		long number = this.entries.begin("another");
		assertThat(number).isZero();
		assertThat(this.entries.claim("another", open(number).tag("book:1"))).as("it may be stale").isFalse();
		assertThat(this.entries.begin("another")).as("known to tag from now on").isEqualTo(5);
	}

	@Test
	void whenNobodyAnswersNothingIsStoredAndNothingServedAndItIsSaidOnce() {
		this.entries.begin("op");
		CallScope call = open(0).tag("book:1");
		Object stored = this.entries.stored(call, "value");
		assertThat(this.entries.claim("op", call)).isTrue();
		this.remote.down = true;
		for (int i = 0; i < 3; i++) {
			assertThat(this.entries.isCurrent(stored)).isFalse();
			assertThat(this.entries.claim("op", call)).isFalse();
			assertThat(this.entries.begin("op")).isEqualTo(TagNumbers.NOTHING_SEEN);
			this.nanoTime.addAndGet(Duration.ofSeconds(2).toNanos());
		}
		assertThat(this.log.list).extracting((event) -> event.getLevel().toString()).containsExactly("WARN");
		this.remote.down = false;
		assertThat(this.entries.isCurrent(stored)).isTrue();
		assertThat(this.entries.claim("op", open(TagNumbers.NOTHING_SEEN).tag("book:1")))
			.as("it began when nobody answered")
			.isFalse();
		assertThat(this.log.list).extracting((event) -> event.getLevel().toString()).containsExactly("WARN", "INFO");
		this.remote.down = true;
		this.entries.isCurrent(stored);
		assertThat(this.log.list).hasSize(3);
	}

	@Test
	void afterAFailureNobodyIsAskedForASecond() {
		this.remote.down = true;
		Object stored = this.entries.stored(open(0).tag("book:1"), "value");
		for (int i = 0; i < 100; i++) {
			assertThat(this.entries.isCurrent(stored)).isFalse();
		}
		assertThat(this.remote.asked).hasValue(1);
		this.nanoTime.addAndGet(Duration.ofSeconds(1).toNanos() - 1);
		assertThat(this.entries.isCurrent(stored)).isFalse();
		assertThat(this.remote.asked).hasValue(1);
		this.nanoTime.incrementAndGet();
		this.remote.down = false;
		assertThat(this.entries.isCurrent(stored)).isTrue();
	}

	@Test
	void theThreadsThatBringTheAnswersAreNotKeptWaiting() throws Exception {
		this.entries.begin("op");
		CallScope call = open(0).tag("book:1");
		Object stored = this.entries.stored(call, "value");
		this.entries.claim("op", call);
		this.remote.asked.set(0);
		Thread thread = new Thread(() -> {
			assertThat(this.entries.begin("op")).isZero();
			assertThat(this.entries.claim("op", call)).isFalse();
			assertThat(this.entries.isCurrent(stored)).isFalse();
		}, "lettuce-nioEventLoop-4-1");
		thread.start();
		thread.join();
		assertThat(this.remote.asked).hasValue(0);
		assertThat(this.entries.isRemote(stored)).isTrue();
		assertThat(this.entries.isRemoteOperation("op")).isTrue();
		assertThat(this.entries.isRemote("value")).isFalse();
		assertThat(this.local.isRemote(stored)).isFalse();
	}

	private static CallScope open(long number) {
		return CallScope.open(Frame.here(), "op", null, number, (part) -> true);
	}

	/**
	 * Numbers in another process, in short.
	 */
	private static final class RemoteNumbers implements TagNumbers {

		final AtomicInteger asked = new AtomicInteger();

		volatile boolean down;

		volatile long last;

		// Of every tag.
		volatile long evicted;

		private volatile long seen = NOTHING_SEEN;

		@Override
		public long origin() {
			return 0;
		}

		@Override
		public boolean isRemote() {
			return true;
		}

		@Override
		public long last() {
			ask();
			this.seen = this.last;
			return this.last;
		}

		@Override
		public long lastSeen() {
			return this.seen;
		}

		@Override
		public boolean claim(Map<String, Long> remembered) {
			return isCurrent(remembered);
		}

		@Override
		public boolean isCurrent(Map<String, Long> remembered) {
			ask();
			return remembered.values().stream().allMatch((number) -> this.evicted <= number);
		}

		@Override
		public void evict(Set<String> tags) {
			throw new UnsupportedOperationException();
		}

		private void ask() {
			this.asked.incrementAndGet();
			if (this.down) {
				throw new IllegalStateException("down");
			}
		}

	}

}
