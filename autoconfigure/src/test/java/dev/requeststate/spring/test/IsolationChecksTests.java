package dev.requeststate.spring.test;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestLocal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.requeststate.spring.test.RequestContextAssertions.assertThatRequestContexts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What is isolated passes, and each way not to be is caught.
 */
class IsolationChecksTests {

	private static final String ONE_OBJECT = "Likely cause: one object serves them all. Is the bean a plain "
			+ "singleton, for want of @RequestState? Is the field static?";

	private static final String ONE_THREAD = "Likely cause: the value belongs to the thread and not to the request. "
			+ "Is it in a ThreadLocal?";

	private static String staticOwner;

	private final RequestContextFactory factory = RequestContextFactory.builder().build();

	private final RequestLocal<Owner> owner = RequestLocal.withInitial("owner", Owner::new);

	@Test
	void whatEachRequestHasOfItsOwnPasses() {
		assertThatRequestContexts(this.factory).isolatedAcross(64, (token) -> this.owner.get().set(token),
				() -> this.owner.get().name());
		assertThat(this.factory.opened()).isEqualTo(5 * 64);
		assertThat(this.factory.openContexts().list()).isEmpty();
	}

	@Test
	void whatIsReadMayContainWhatWasWritten() {
		RequestLocal<List<String>> owners = RequestLocal.withInitial("owners", CopyOnWriteArrayList::new);
		assertThatRequestContexts(this.factory).isolatedAcross(2, (token) -> owners.get().add(token), owners::get);
	}

	@Test
	void whatIsNotThereBeforeItIsWrittenMayThrow() {
		RequestLocal<String> name = RequestLocal.named("name");
		assertThatRequestContexts(this.factory).isolatedAcross(8, name::set, name::get);
	}

	@Test
	void moreContextsThanThreadsAreOpenAtOnce() {
		assertThatRequestContexts(this.factory).isolatedAcross(1000, (token) -> {
			this.owner.get().set(token);
			assertThat(Thread.activeCount()).isLessThan(500);
		}, () -> this.owner.get().name());
		assertThat(this.factory.opened()).isEqualTo(5000);
	}

	@Test
	void aPlainSingletonIsCaught() {
		Owner singleton = new Owner();
		String message = failure(
				() -> assertThatRequestContexts(this.factory).isolatedAcross(64, singleton::set, singleton::name));
		assertThat(message)
			.contains("each of 64 request contexts to see what was written in it, and nothing of another")
			.containsPattern(
					"- context \\d+ wrote 'token-\\S+', and read 'token-\\S+', what context \\d+ has written in round "
							+ "1, on thread 'isolation-\\d+'")
			.contains("more contexts)")
			.contains(ONE_OBJECT);
		assertThat(this.factory.openContexts().list()).isEmpty();
	}

	@Test
	void twoContextsAreEnoughToCatchIt() {
		Owner singleton = new Owner();
		assertThat(failure(
				() -> assertThatRequestContexts(this.factory).isolatedAcross(2, singleton::set, singleton::name)))
			.contains(ONE_OBJECT);
	}

	@Test
	void aStaticFieldIsCaught() {
		assertThat(failure(() -> assertThatRequestContexts(this.factory).isolatedAcross(16,
				(token) -> staticOwner = token, () -> staticOwner)))
			.contains(ONE_OBJECT);
	}

	@Test
	void aValueThatIsKeptInASingletonIsCaught() {
		Owner singleton = new Owner();
		RequestLocal<Runnable> writer = RequestLocal.withInitial("writer",
				() -> () -> singleton.set(this.owner.get().name()));
		assertThat(failure(() -> assertThatRequestContexts(this.factory).isolatedAcross(16, (token) -> {
			this.owner.get().set(token);
			writer.get().run();
		}, singleton::name))).contains(ONE_OBJECT);
	}

	@Test
	void aCacheWhoseKeyLeavesItOutIsCaught() {
		ConcurrentHashMap<String, String> cache = new ConcurrentHashMap<>();
		assertThat(failure(
				() -> assertThatRequestContexts(this.factory).isolatedAcross(16, (token) -> this.owner.get().set(token),
						() -> cache.computeIfAbsent("greeting", (key) -> "Hello " + this.owner.get().name()))))
			.contains("'Hello token-");
	}

	@Test
	void aThreadLocalOfAPooledThreadIsCaught() {
		ThreadLocal<String> local = new ThreadLocal<>();
		assertThat(failure(() -> assertThatRequestContexts(this.factory).isolatedAcross(64, local::set, local::get)))
			.contains("in which nothing was written, read 'token-")
			.contains("which is not the one that has written it")
			.contains(ONE_THREAD)
			.doesNotContain(ONE_OBJECT);
	}

	@Test
	void aThreadLocalIsCaughtOnOneThreadForSeveralContextsToo() {
		ThreadLocal<String> local = new ThreadLocal<>();
		assertThat(failure(() -> assertThatRequestContexts(this.factory).isolatedAcross(128, local::set, local::get)))
			.contains("in which nothing was written, read")
			.contains(ONE_THREAD);
	}

	@Test
	void whatIsLostIsCaught() {
		assertThat(failure(() -> assertThatRequestContexts(this.factory).isolatedAcross(2,
				(token) -> this.owner.get().set("somebody"), () -> this.owner.get().name())))
			.contains("and read 'somebody' on thread")
			.contains("Likely cause: what is read is not what was written.");
	}

	@Test
	void whatTheCodeThrowsIsTheCause() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThatRequestContexts(this.factory).isolatedAcross(2, (token) -> {
				throw new UnsupportedOperationException("not today");
			}, () -> ""))
			.withMessageContaining("writing in context 0 threw java.lang.UnsupportedOperationException")
			.havingCause()
			.withMessage("not today");
		assertThat(this.factory.openContexts().list()).isEmpty();
	}

	@Test
	void oneContextIsNotIsolatedFromAnything() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> assertThatRequestContexts(this.factory).isolatedAcross(1, (token) -> {
			}, () -> ""))
			.withMessage("'contexts' must be from 2 to 10000: 1");
	}

	@Test
	void requestsThatSeeWhatTheyHaveSentPass() {
		assertThatRequestContexts(this.factory).isolatedAcross(64, (token) -> this.factory.call("request", () -> {
			this.owner.get().set(token);
			return "Hello " + this.owner.get().name();
		}));
		assertThat(this.factory.opened()).isGreaterThanOrEqualTo(3 * 64);
	}

	@Test
	void requestsHaveNoContextOfTheTest() {
		RequestContext.run("test", () -> assertThatRequestContexts(this.factory).isolatedAcross(2,
				(token) -> token + RequestContext.currentOrNull()));
	}

	@Test
	void aSingletonBetweenRequestsIsCaught() {
		Owner singleton = new Owner();
		CyclicBarrier allHaveWritten = new CyclicBarrier(8);
		assertThat(failure(() -> assertThatRequestContexts(this.factory).isolatedAcross(8, (token) -> {
			singleton.set(token);
			allHaveWritten.await(20, TimeUnit.SECONDS);
			return "Hello " + singleton.name();
		}))).contains("Expecting the answer to each of 8 requests to contain what was sent with it")
			.containsPattern(
					"request \\d sent 'token-\\S+', and the answer was 'Hello token-\\S+', what request \\d has")
			.contains("Likely cause: requests share an object.");
	}

	@Test
	void aSingletonThatKeepsEverythingIsCaughtByRequestsThatNeverMeet() {
		List<String> singleton = new CopyOnWriteArrayList<>();
		assertThat(failure(() -> assertThatRequestContexts(this.factory).isolatedAcross(2, (token) -> {
			singleton.add(token);
			return singleton.toString();
		}))).contains("Likely cause: requests share an object.");
	}

	@Test
	void whatAnEarlierCheckHasWrittenIsCaught() {
		StringBuilder before = new StringBuilder();
		assertThatRequestContexts(this.factory).isolatedAcross(2, (token) -> {
			synchronized (before) {
				before.setLength(0);
				before.append(token);
			}
			return token;
		});
		assertThat(failure(
				() -> assertThatRequestContexts(this.factory).isolatedAcross(2, (token) -> token + " " + before)))
			.contains("what an earlier check has written");
	}

	@Test
	void anAnswerWithoutTheTokenIsCaught() {
		assertThat(failure(() -> assertThatRequestContexts(this.factory).isolatedAcross(2, (token) -> null)))
			.contains("and the answer was 'null'")
			.contains("Does the request carry the token, and does the page show it?");
	}

	@Test
	void threadsThatDoNotMeetAreReportedWithWhereTheyAre() {
		CountDownLatch never = new CountDownLatch(1);
		Crew crew = new Crew(2, 100);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> crew.run((thread) -> {
			if (thread == 1) {
				awaitQuietly(never);
			}
			else {
				crew.meet();
			}
		}))
			.withMessageContaining("The isolation check got stuck: thread isolation-1 did not finish within 100 ms")
			.satisfies((error) -> assertThat(error.getSuppressed()).singleElement()
				.satisfies((where) -> assertThat(where.getStackTrace()).extracting(StackTraceElement::getMethodName)
					.contains("awaitQuietly")));
	}

	@Test
	@Timeout(20)
	void aThreadOfTheCheckThatThrowsEndsItForAll() {
		Crew crew = new Crew(2);
		IllegalStateException planted = new IllegalStateException("planted");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> crew.run((thread) -> {
			if (thread == 1) {
				throw planted;
			}
			crew.meet();
		})).withMessage("The isolation check itself failed; see the cause").withCause(planted);
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static String failure(ThrowingCallable check) {
		AssertionError[] failure = new AssertionError[1];
		assertThatExceptionOfType(AssertionError.class).isThrownBy(check).satisfies((error) -> failure[0] = error);
		return failure[0].getMessage();
	}

	private static final class Owner {

		private volatile String name;

		void set(String name) {
			this.name = name;
		}

		String name() {
			return this.name;
		}

	}

}
