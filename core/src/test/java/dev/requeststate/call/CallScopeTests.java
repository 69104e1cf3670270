package dev.requeststate.call;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import dev.requeststate.context.Binding;
import dev.requeststate.context.CacheRole;
import dev.requeststate.context.CircularCreationException;
import dev.requeststate.context.Frame;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextClosedException;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestLocal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import shop.Prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * What is recorded of a cached call, and what is made of it.
 */
class CallScopeTests {

	private final RequestLocal<String> user = RequestLocal.named("user");

	private final RequestLocal<String> tenant = RequestLocal.named("tenant");

	private final RequestLocal<String> greeting = RequestLocal.withInitial("greeting",
			() -> "Hello " + this.user.get());

	private final RequestLocal<Map<String, String>> account = RequestLocal.ofKind("bean", "account", CacheRole.STATE);

	private final RequestLocal<String> build = RequestLocal.withInitial("build", CacheRole.HARMLESS, () -> "42");

	private final RequestContextFactory factory = RequestContextFactory.builder().build();

	private final Lease request = this.factory.open(() -> "GET /prices");

	private final Binding binding = this.request.bind();

	CallScopeTests() {
		this.user.set("ada");
		this.tenant.set("acme");
		this.account.set(Map.of("tenant", "acme", "name", "Ada"));
	}

	@AfterEach
	void close() {
		this.binding.close();
		this.request.close();
		assertThat(Frame.current()).isNull();
	}

	@Test
	void aResultThatDependsOnNothingOfTheRequestIsHandedOn() {
		assertThat(CallScope.<String, RuntimeException>call("prices", () -> "10")).isEqualTo("10");
	}

	@Test
	void aResultThatDependsOnTheRequestIsRefused() {
		assertThatExceptionOfType(RequestBoundResultException.class)
			.isThrownBy(() -> CallScope.call("prices", this.user::get))
			.withMessageContaining("The result of prices belongs to the request")
			.withMessageContaining("request local 'user'")
			.withMessageContaining("Put what was read in the key")
			.withMessageContaining("pass it as an argument")
			.withMessageContaining("@RequestCacheable")
			.satisfies((ex) -> assertThat(ex.reads()).extracting(RequestRead::part).containsExactly(this.user));
	}

	@Test
	void theControlSharesOneUsersResultWithAnother() {
		Map<String, String> guarded = new ConcurrentHashMap<>();
		Map<String, String> unguarded = new ConcurrentHashMap<>();
		assertThatExceptionOfType(RequestBoundResultException.class)
			.isThrownBy(() -> guarded.computeIfAbsent("greeting", (key) -> CallScope.call(key, this.user::get)));
		unguarded.computeIfAbsent("greeting", (key) -> this.user.get());
		this.factory.run("GET /other", () -> {
			this.user.set("bob");
			assertThatExceptionOfType(RequestBoundResultException.class)
				.isThrownBy(() -> guarded.computeIfAbsent("greeting", (key) -> CallScope.call(key, this.user::get)));
			assertThat(unguarded.computeIfAbsent("greeting", (key) -> this.user.get())).isEqualTo("ada");
		});
		assertThat(guarded).isEmpty();
	}

	@Test
	void theLineThatReadIsNamed() {
		Prices prices = new Prices(this.user::get);
		assertThatExceptionOfType(RequestBoundResultException.class)
			.isThrownBy(() -> CallScope.call("prices", prices::load))
			.withMessageContaining("request local 'user' (read at shop.Prices.load(Prices.java:17))");
	}

	@Test
	void noPlaceIsLookedForWhereItNeedNotBeKnown() {
		Prices prices = new Prices(this.user::get);
		CallScope call = CallScope.open(Frame.here(), "prices", "key", 0, this.user::equals);
		call.call(prices::load);
		call.call(this.tenant::get);
		assertThat(call.requestReads()).hasSize(2);
		assertThat(call.requestReads().get(0)).isEqualTo(new RequestRead(this.user, null))
			.hasToString("request local 'user'");
		assertThat(call.requestReads().get(1).part()).isEqualTo(this.tenant);
		assertThat(call.requestReads().get(1).place()).isNotNull();
		assertThat(call.name()).isEqualTo("prices");
		assertThat(call.key()).isEqualTo("key");
	}

	@Test
	void whatWasReadForTheKeyMayBeRead() {
		CallScope call = CallScope.open("prices");
		String tenant = call.key(this.tenant::get);
		assertThat(tenant).isEqualTo("acme");
		assertThat(call.<String, RuntimeException>compute(() -> "10 for " + this.tenant.get()))
			.isEqualTo("10 for acme");
	}

	@Test
	void whatWasReadForTheKeyExcusesNothingElse() {
		CallScope call = CallScope.open("prices");
		call.key(this.tenant::get);
		assertThatExceptionOfType(RequestBoundResultException.class)
			.isThrownBy(() -> call.compute(() -> this.tenant.get() + this.user.get()))
			.satisfies((ex) -> assertThat(ex.reads()).extracting(RequestRead::part).containsExactly(this.user));
	}

	@Test
	void theLineThatReadIsNamedBesideAKeyToo() {
		Prices prices = new Prices(this.user::get);
		CallScope call = CallScope.open("prices");
		call.key(this.tenant::get);
		assertThatExceptionOfType(RequestBoundResultException.class).isThrownBy(() -> call.compute(prices::load))
			.withMessageContaining("request local 'user' (read at shop.Prices.load(Prices.java:17))");
	}

	@Test
	void aKeyThatIsMadeDuringACallIsAPartOfThatCall() {
		CallScope outer = CallScope.open("outer");
		outer.call(() -> {
			CallScope.open("inner").key(() -> {
				assertThat(CallScope.current()).isSameAs(outer);
				CallScope.current().tag("book:42");
				return this.tenant.get();
			});
			return "";
		});
		assertThat(outer.tags()).containsExactly("book:42");
	}

	@Test
	void aKeyThatIsMadeDuringNoCallIsAPartOfNone() {
		assertThat(CallScope.open("prices").<Object, RuntimeException>key(CallScope::currentOrNull)).isNull();
	}

	@Test
	void aFrameTellsTheCallThatIsComputedInIt() {
		CallScope call = CallScope.open("prices");
		Frame outside = Frame.here();
		call.call(() -> assertThat(CallScope.currentIn(Frame.here())).isSameAs(call));
		assertThat(CallScope.currentIn(outside)).isNull();
	}

	@Test
	void aKeyMadeOfOneThingInAnObjectDoesNotCoverTheOthers() {
		CallScope call = CallScope.open("prices");
		call.key(() -> this.account.get().get("tenant"));
		assertThatExceptionOfType(RequestBoundResultException.class)
			.isThrownBy(() -> call.compute(() -> this.account.get().get("name")))
			.withMessageContaining("bean 'account'");
	}

	@Test
	void whatIsDeclaredHarmlessIsNotRecorded() {
		assertThat(CallScope.<String, RuntimeException>call("prices", this.build::get)).isEqualTo("42");
	}

	@Test
	void everyWayOfReadingCounts() {
		CallScope call = CallScope.open("all");
		RequestLocal<String> present = RequestLocal.named("present");
		RequestLocal<String> computed = RequestLocal.named("computed");
		RequestLocal<String> taken = RequestLocal.named("taken");
		RequestLocal<CharSequence> called = RequestLocal.named("called");
		RequestLocal<CharSequence> printed = RequestLocal.named("printed");
		RequestLocal<String> set = RequestLocal.named("set");
		CharSequence calledProxy = called.proxy(CharSequence.class);
		CharSequence printedProxy = printed.proxy(CharSequence.class);
		called.set("x");
		printed.set("x");
		call.call(() -> {
			present.getIfPresent();
			computed.computeIfAbsent(() -> "made");
			taken.take();
			calledProxy.length();
			printedProxy.toString();
			RequestContext.current().attributes();
			set.set("x");
			return "";
		});
		assertThat(call.requestReads()).extracting((read) -> read.part().toString())
			.containsExactly("request local 'present'", "request local 'computed'", "request local 'taken'",
					"request local 'called'", "request local 'printed'", "request local 'attributes'");
	}

	@Test
	void theMakerOfAValueReadsForTheRequestAndNotForTheCall() {
		CallScope first = CallScope.open("first");
		assertThat(first.<String, RuntimeException>call(this.greeting::get)).isEqualTo("Hello ada");
		CallScope second = CallScope.open("second");
		second.call(this.greeting::get);
		assertThat(first.requestReads()).extracting(RequestRead::part).containsExactly(this.greeting);
		assertThat(second.requestReads()).extracting(RequestRead::part).containsExactly(this.greeting);
	}

	@Test
	void aKeyIsNotMadeByWhatAMakerReads() {
		CallScope call = CallScope.open("prices");
		call.key(this.greeting::get);
		assertThatExceptionOfType(RequestBoundResultException.class).isThrownBy(() -> call.compute(this.user::get));
	}

	@Test
	void theMakerOfAValueSeesNoCall() {
		AtomicReference<Object> seen = new AtomicReference<>("nothing");
		RequestLocal<String> local = RequestLocal.withInitial("local", () -> {
			seen.set(String.valueOf(CallScope.currentOrNull()));
			return "made";
		});
		CallScope.open("prices").call(local::get);
		assertThat(seen).hasValue("null");
	}

	@Test
	void aCircleThroughACallIsFound() {
		CallScope[] call = new CallScope[1];
		AtomicReference<RequestLocal<String>> self = new AtomicReference<>();
		RequestLocal<String> circular = RequestLocal.withInitial("circular",
				() -> call[0].<String, RuntimeException>call(() -> self.get().get()));
		self.set(circular);
		call[0] = CallScope.open("prices");
		assertThatExceptionOfType(CircularCreationException.class).isThrownBy(circular::get)
			.withMessageContaining("circular");
	}

	@Test
	void callsNestAndTheInnerOneCountsForTheOuterOne() {
		CallScope outer = CallScope.open("outer");
		CallScope inner = outer.call(() -> {
			CallScope nested = CallScope.open("inner");
			nested.key(this.tenant::get);
			nested.call(() -> {
				assertThat(CallScope.current()).isSameAs(nested);
				return this.user.get();
			});
			assertThat(CallScope.current()).isSameAs(outer);
			return nested;
		});
		assertThat(inner.requestReads()).extracting(RequestRead::part).containsExactly(this.user);
		assertThat(outer.requestReads()).extracting(RequestRead::part).containsExactly(this.tenant, this.user);
		assertThat(CallScope.currentOrNull()).isNull();
	}

	@Test
	void whatIsReadForTheKeyOfAnInnerCallIsReadForTheKeyAroundIt() {
		CallScope outer = CallScope.open("outer");
		outer.key(() -> {
			CallScope inner = CallScope.open("inner");
			inner.key(this.tenant::get);
			return inner.<String, RuntimeException>call(this.user::get);
		});
		assertThat(outer.<String, RuntimeException>compute(() -> this.tenant.get() + this.user.get()))
			.isEqualTo("acmeada");
	}

	@Test
	void aResultIsMadeWithTheValuesThatItsKeyWasMadeFrom() {
		CallScope call = CallScope.open("prices");
		assertThat(call.<String, RuntimeException>key(this.tenant::get)).isEqualTo("acme");
		RequestContext.current()
			.with(this.tenant, "other")
			.run(() -> assertThat(call.<String, RuntimeException>compute(this.tenant::get)).isEqualTo("acme"));
	}

	@Test
	void aCallOfABlockThatHasEndedDoesNotGoOnOutsideOfIt() {
		CallScope call = RequestContext.current().with(this.tenant, "other").call(() -> {
			CallScope inBlock = CallScope.open("prices");
			inBlock.key(this.tenant::get);
			return inBlock;
		});
		assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(() -> call.compute(this.tenant::get));
	}

	@Test
	void aContextOpenedInsideIsNobodysRequest() {
		String value = CallScope.call("prices", () -> RequestContext.call("job", () -> {
			CallScope.current().tag("job");
			this.user.set("job");
			return this.user.get();
		}));
		assertThat(value).isEqualTo("job");
	}

	@Test
	void anOverrideInsideIsStillTheRequest() {
		assertThatExceptionOfType(RequestBoundResultException.class).isThrownBy(() -> CallScope.run("prices",
				() -> RequestContext.current()
					.with(this.tenant, "other")
					.run(() -> assertThat(this.user.get()).isEqualTo("ada"))));
	}

	@Test
	void itWorksOutsideRequests() {
		try (Binding none = Frame.none()) {
			CallScope call = CallScope.open("warm up");
			String value = call.compute(() -> {
				CallScope.current().tag("book:42");
				assertThat(RequestContext.currentOrNull()).isNull();
				return "10";
			});
			assertThat(value).isEqualTo("10");
			assertThat(call.tags()).containsExactly("book:42");
		}
	}

	@Test
	void whatTheWorkThrowsComesOutAsItIs() {
		IOException failure = new IOException("down");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> CallScope.call("prices", () -> {
			throw failure;
		})).isSameAs(failure);
		assertThat(CallScope.currentOrNull()).isNull();
	}

	@Test
	void aFailureIsNotHiddenByWhatWasReadBefore() {
		assertThatIllegalStateException().isThrownBy(() -> CallScope.call("prices", () -> {
			throw new IllegalStateException("no price for " + this.user.get());
		})).withMessage("no price for ada");
	}

	@Test
	void whereNoCallIsComputedThereIsNone() {
		assertThat(CallScope.currentOrNull()).isNull();
		assertThatIllegalStateException().isThrownBy(CallScope::current)
			.withMessageContaining("No cached call is being computed on thread '")
			.withMessageContaining("the body of a cached method");
	}

	@Test
	void anEmptyRecordIsEmpty() {
		CallScope call = CallScope.open("prices");
		assertThat(call.requestReads()).isEmpty();
		assertThat(call.readsBeside(new CallKey(Frame.here()))).isEmpty();
		assertThat(call.tags()).isEmpty();
		assertThat(call.expiresAt()).isNull();
		assertThat(call.key()).isNull();
		assertThat(call).hasToString("call of prices");
		assertThat(List.copyOf(call.tagNumbers().entrySet())).isEmpty();
	}

	@Test
	@SuppressWarnings("NullAway") // on purpose
	void nullIsRefusedByName() {
		assertThatNullPointerException().isThrownBy(() -> CallScope.open(null)).withMessage("'name' must not be null");
		assertThatNullPointerException().isThrownBy(() -> CallScope.call("prices", null))
			.withMessage("'work' must not be null");
		assertThatNullPointerException().isThrownBy(() -> new CallKey(null)).withMessage("'caller' must not be null");
	}

}
