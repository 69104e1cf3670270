package dev.requeststate.owned;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.requeststate.autoconfigure.RequestStateAutoConfiguration;
import dev.requeststate.autoconfigure.RequestStateCrossRequestAutoConfiguration;
import dev.requeststate.context.ContextOrigin;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestLocal;
import dev.requeststate.propagation.Propagating;
import dev.requeststate.spring.metrics.CrossRequestCounter;
import dev.requeststate.spring.owned.CrossRequestException;
import dev.requeststate.spring.owned.CrossRequestGuard;
import dev.requeststate.spring.owned.CrossRequestGuardMode;
import dev.requeststate.spring.owned.CrossRequestObserver;
import dev.requeststate.spring.scope.StateProxy;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Beans that get out of their request, one by one, and what is said of it.
 */
@ExtendWith(OutputCaptureExtension.class)
class CrossRequestGuardTests {

	private static final String HEX = "[0-9a-f]{16}";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(RequestStateAutoConfiguration.class,
				RequestStateCrossRequestAutoConfiguration.class))
		.withBean(Counts.class)
		.withUserConfiguration(Cart.class);

	private ExecutorService plain;

	// What an application keeps by mistake.
	private Cart kept;

	private Supplier<Integer> lambda;

	@BeforeEach
	void startThread() {
		this.plain = Executors.newSingleThreadExecutor((task) -> new Thread(task, "plain"));
	}

	@AfterEach
	void stopThread() {
		this.plain.shutdownNow();
	}

	@Test
	void anObjectThatASingletonKeepsIsFoundInTheNextRequest() {
		failing((context) -> {
			keep(context.getBean(Cart.class));
			RequestContext.run("GET /books",
					() -> assertThatExceptionOfType(CrossRequestException.class).isThrownBy(() -> this.kept.count())
						.withMessageMatching("Cart of request " + HEX + " \\(GET /cart\\) was called from request "
								+ HEX + " \\(GET /books\\): count\\(\\) "
								+ "of the bean 'cart', at dev\\.requeststate\\.owned\\.CrossRequestGuardTests\\."
								+ "lambda\\S+\\(CrossRequestGuardTests\\.java:\\d+\\), on thread 'main'\\. .*")
						.withMessageContaining("The real object got out of its request: a field of a singleton keeps "
								+ "it, or a lambda has captured it. Keep the stand-in in its place")
						.satisfies((ex) -> {
							assertThat(ex.use().bean()).isEqualTo("cart");
							assertThat(ex.use().method()).isEqualTo("count");
							assertThat(ex.use().caller()).endsWith("(GET /books)");
						}));
			assertThat(counts(context).uses()).hasSize(1);
		});
	}

	@Test
	void aLambdaThatCallsItIsFoundOnAThreadWithoutTheRequest() {
		failing((context) -> {
			Cart cart = context.getBean(Cart.class);
			RequestContext.run("GET /cart", () -> this.lambda = cart.counter());
			assertThat(this.plain.submit(() -> failure(this.lambda::get)).get(10, TimeUnit.SECONDS))
				.matches("Cart of request " + HEX
						+ " \\(GET /cart\\) was called from no request: count\\(\\) of the bean "
						+ "'cart', at dev\\.requeststate\\.owned\\.Cart\\.lambda\\S+\\(Cart\\.java:\\d+\\), on "
						+ "thread 'plain'\\. .*")
				.contains("the work that calls it runs without the request. Carry the context to that work");
		});
	}

	@Test
	void whatRunsACallIsNotNamedAsItsLine() {
		failing((context) -> {
			keep(context.getBean(Cart.class));
			Mono<Integer> counted = Mono.fromSupplier(this.kept::count)
				.subscribeOn(Schedulers.fromExecutor(this.plain));
			assertThat(failure(counted::block)).contains("count() of the bean 'cart', on thread 'plain'.");
		});
	}

	@Test
	void theTargetOfAStandInIsFound() {
		failing((context) -> {
			Cart cart = context.getBean(Cart.class);
			RequestContext.run("GET /cart", () -> this.kept = (Cart) ((StateProxy) cart).requestStateTarget());
			RequestContext.run("GET /books", () -> assertThat(failure(() -> this.kept.itself())).contains("itself()"));
		});
	}

	@Test
	void everyMethodThatCanBeOverriddenIsFound() {
		failing((context) -> {
			keep(context.getBean(Cart.class));
			CartBase<String> base = this.kept;
			Counting counting = this.kept;
			List<String> found = new ArrayList<>();
			RequestContext.run("GET /books", () -> {
				found.add(failure(() -> base.add("raw")));
				found.add(failure(() -> base.addTwice("inherited")));
				found.add(failure(() -> counting.count()));
				found.add(failure(() -> counting.twice()));
				found.add(failure(() -> this.kept.counted()));
				found.add(failure(() -> this.kept.sum(1L, 2d, 3)));
				found.add(failure(() -> this.kept.counter()));
			});
			assertThat(found).extracting((message) -> message.replaceFirst(".*: (\\w+\\(\\)) of the .*", "$1"))
				.containsExactly("add()", "addTwice()", "count()", "twice()", "counted()", "sum()", "counter()");
		});
	}

	@Test
	void fieldsAndFinalMethodsAndThoseOfAnyObjectAreNotSeen() {
		failing((context) -> {
			keep(context.getBean(Cart.class));
			Cart cart = context.getBean(Cart.class);
			RequestContext.run("GET /cart", () -> this.lambda = cart.fieldReader());
			assertThat(this.kept).hasToString("a cart of 2").hasSameHashCodeAs(this.kept).isEqualTo(this.kept);
			assertThat(this.kept.finalCount()).isEqualTo(2);
			assertThat(this.lambda.get()).isEqualTo(2);
			assertThat(counts(context).uses()).isEmpty();
		});
	}

	@Test
	void aContextInsideTheRequestIsAnother() {
		failing((context) -> {
			Cart cart = context.getBean(Cart.class);
			RequestContext.run("GET /cart", () -> {
				Cart itself = cart.itself();
				assertThat(itself.count()).isEqualTo(2);
				RequestContext.run("job", () -> assertThat(failure(() -> itself.count()))
					.contains("(GET /cart) was called from request ", "(job)"));
				assertThat(itself.count()).isEqualTo(2);
			});
		});
	}

	@Test
	void whatBelongsToTheRequestIsSilent() {
		RequestLocal<String> local = RequestLocal.withInitial("other", () -> "value");
		Cart.ended.clear();
		failing((context) -> {
			Cart cart = context.getBean(Cart.class);
			CompletableFuture<Integer> after = new CompletableFuture<>();
			RequestContext.run("GET /cart", () -> {
				cart.add("item");
				Cart itself = cart.itself();
				assertThat(itself).isSameAs(itself.itself());
				assertThat(itself.sum(1L, 2d, 3)).isEqualTo(6);
				assertThat(itself.twice()).isEqualTo(6);
				RequestContext.current()
					.with(local, "override")
					.run(() -> assertThat(itself.counter().get()).isEqualTo(3));
				assertThat(CompletableFuture.supplyAsync(Propagating.supplier(itself::counted), this.plain).join())
					.isEqualTo(3);
				RequestContext.current().afterResponse(() -> {
					try {
						after.complete(itself.count());
					}
					catch (RuntimeException ex) {
						after.completeExceptionally(ex);
					}
				});
			});
			assertThat(after).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(3);
			Awaitility.await().until(() -> !Cart.ended.isEmpty());
			assertThat(Cart.ended).containsExactly("ended with 3");
			assertThat(counts(context).uses()).isEmpty();
		});
	}

	@Test
	void aWarningIsGivenOnceForTheLineAndTheCallIsMade(CapturedOutput output) {
		this.runner.withPropertyValues("request-state.cross-request-guard=warn").run((context) -> {
			keep(context.getBean(Cart.class));
			for (int i = 0; i < 3; i++) {
				RequestContext.run("GET /books", () -> this.kept.addTwice("book"));
			}
			assertThat(this.kept.finalCount()).isEqualTo(8);
			assertThat(warnings(output)).hasSize(1)
				.first()
				.asString()
				.contains("addTwice() of the bean 'cart', at dev.requeststate.owned.CrossRequestGuardTests.")
				.contains("This is said once for the line, and the call is made. "
						+ "With request-state.cross-request-guard=fail it is an exception.");
			assertThat(output).contains("Stack of the call").contains("Cart$$Owned.addTwice");
			this.kept.count();
			assertThat(warnings(output)).hasSize(2);
			// Each call of another's object, and those that it makes of itself: three
			// times three, and one.
			assertThat(counts(context).uses()).hasSizeGreaterThanOrEqualTo(10);
		});
	}

	@Test
	void afterAThousandPlacesNoMoreAreRememberedAndTheCallsAreMade() {
		int beans = 1200;
		ListAppender<ILoggingEvent> warnings = new ListAppender<>();
		this.runner.withPropertyValues("request-state.cross-request-guard=warn")
			.withInitializer((context) -> manyBaskets((GenericApplicationContext) context, beans))
			.run((context) -> withoutOutput(warnings, () -> {
				List<Basket> all = new ArrayList<>();
				for (int i = 0; i < beans; i++) {
					Basket basket = context.getBean("basket" + i, Basket.class);
					RequestContext.run("GET /basket", () -> all.add(basket.itself()));
				}
				for (int round = 0; round < 2; round++) {
					for (Basket kept : all) {
						assertThat(kept.count()).isEqualTo(2);
					}
				}
				assertThat(counts(context).uses()).hasSize(2 * beans);
				// A bean and a line are a place.
				assertThat(warnings.list).hasSize(1000);
				assertThat(context.getBean(CrossRequestGuard.class))
					.extracting("reported", InstanceOfAssertFactories.COLLECTION)
					.hasSize(1000);
			}));
	}

	// A thousand stacks are of no use to whoever reads what the build has written.
	private static void withoutOutput(ListAppender<ILoggingEvent> appender, Runnable test) {
		Logger logger = (Logger) LoggerFactory.getLogger(CrossRequestGuard.class);
		appender.start();
		logger.addAppender(appender);
		logger.setAdditive(false);
		try {
			test.run();
		}
		finally {
			logger.setAdditive(true);
			logger.detachAppender(appender);
		}
	}

	private static void manyBaskets(GenericApplicationContext context, int beans) {
		for (int i = 0; i < beans; i++) {
			context.registerBean("basket" + i, Basket.class, (definition) -> definition.setScope("request-state"));
		}
	}

	@Test
	void withoutTheGuardAllOfItPassesInSilence(CapturedOutput output) {
		this.runner.withPropertyValues("request-state.cross-request-guard=off").run((context) -> {
			assertThat(context).doesNotHaveBean(CrossRequestGuard.class);
			keep(context.getBean(Cart.class));
			assertThat(this.kept.getClass()).isEqualTo(Cart.class);
			RequestContext.run("GET /books", () -> this.kept.add("book"));
			assertThat(this.kept.count()).isEqualTo(3);
			assertThat(counts(context).uses()).isEmpty();
			assertThat(warnings(output)).isEmpty();
		});
	}

	@Test
	void anObserverThatFailsIsLoggedOnceAndStopsNothing(CapturedOutput output) {
		CrossRequestObserver failing = (use) -> {
			throw new IllegalArgumentException("observer");
		};
		this.runner.withPropertyValues("request-state.cross-request-guard=warn")
			.withBean("failing", CrossRequestObserver.class, () -> failing)
			.run((context) -> {
				keep(context.getBean(Cart.class));
				assertThat(this.kept.count()).isEqualTo(2);
				assertThat(this.kept.count()).isEqualTo(2);
				assertThat(counts(context).uses()).hasSize(2);
				assertThat(output.toString().split("An observer of calls across requests failed", -1)).hasSize(2);
			});
	}

	@Test
	void anObserverThatCannotBeMadeIsLoggedOnceAndStopsNothing(CapturedOutput output) {
		for (String mode : List.of("warn", "fail")) {
			this.runner.withPropertyValues("request-state.cross-request-guard=" + mode)
				.withBean("broken", CrossRequestObserver.class, () -> {
					throw new IllegalArgumentException("no observer");
				}, (definition) -> definition.setLazyInit(true))
				.run((context) -> {
					keep(context.getBean(Cart.class));
					assertThat(failure(this.kept::count))
						.contains(mode.equals("fail") ? "was called from no request" : "nothing was found");
					failure(this.kept::count);
				});
		}
		assertThat(output.toString().split("An observer of calls across requests failed", -1)).hasSize(3);
	}

	@Test
	void observersAreAskedForOnce() {
		AtomicInteger asked = new AtomicInteger();
		this.runner.withBean(CrossRequestGuard.class, () -> new CrossRequestGuard(CrossRequestGuardMode.FAIL, () -> {
			asked.incrementAndGet();
			return List.of();
		})).withPropertyValues("request-state.cross-request-guard=fail").run((context) -> {
			keep(context.getBean(Cart.class));
			failure(this.kept::count);
			failure(this.kept::count);
			assertThat(asked).hasValue(1);
		});
	}

	@Test
	void aCallAfterTheApplicationHasClosedMakesNoObserverAgain(CapturedOutput output) {
		AtomicInteger made = new AtomicInteger();
		for (String mode : List.of("warn", "fail")) {
			this.runner.withPropertyValues("request-state.cross-request-guard=" + mode)
				.withBean("counting", CrossRequestObserver.class, () -> {
					made.incrementAndGet();
					return (use) -> {
					};
				})
				.run((context) -> keep(context.getBean(Cart.class)));
			assertThat(failure(this.kept::count))
				.contains(mode.equals("fail") ? "was called from no request" : "nothing was found");
		}
		assertThat(made).hasValue(2);
		assertThat(output).doesNotContain("An observer of calls across requests failed");
	}

	@Test
	void aRequestThatCannotSayItsNameIsCalledByItsNumber() {
		failing((context) -> {
			RequestContextFactory factory = context.getBean(RequestContextFactory.class);
			ContextOrigin mute = () -> {
				throw new IllegalStateException("planted");
			};
			try (Lease request = factory.open(mute)) {
				request.run(() -> this.kept = context.getBean(Cart.class).itself());
			}
			try (Lease request = factory.open(mute)) {
				request.run(() -> assertThat(failure(this.kept::count))
					.matches("Cart of request " + HEX + " was called from request " + HEX + ": count\\(\\) of .*"));
			}
		});
	}

	@Test
	void eachUseIsCountedUnderTheNameOfTheBean() {
		this.runner.withPropertyValues("request-state.cross-request-guard=fail")
			.withBean(CrossRequestCounter.class)
			.run((context) -> {
				MeterRegistry registry = new SimpleMeterRegistry();
				context.getBean(CrossRequestCounter.class).bindTo(registry);
				keep(context.getBean(Cart.class));
				failure(this.kept::count);
				failure(this.kept::count);
				assertThat(
						registry.get("request-state.cross-request.uses").tag("bean", "cart").functionCounter().count())
					.isEqualTo(2);
			});
	}

	@Test
	void anObjectThatIsKeptKeepsNothingOfItsRequest() {
		failing((context) -> {
			Cart cart = context.getBean(Cart.class);
			List<WeakReference<RequestContext>> contexts = new ArrayList<>();
			RequestContext.run("GET /cart", () -> {
				contexts.add(new WeakReference<>(RequestContext.current()));
				this.kept = cart.itself();
			});
			Awaitility.await().until(() -> {
				System.gc();
				return contexts.get(0).refersTo(null);
			});
			assertThat(failure(this.kept::count)).contains("(GET /cart) was called from no request");
		});
	}

	private void failing(ContextConsumer<AssertableApplicationContext> test) {
		this.runner.withPropertyValues("request-state.cross-request-guard=fail").run(test);
	}

	private void keep(Cart cart) {
		RequestContext.run("GET /cart", () -> this.kept = cart.itself());
	}

	private static String failure(Runnable call) {
		try {
			call.run();
			return "nothing was found";
		}
		catch (CrossRequestException ex) {
			return ex.getMessage();
		}
	}

	private static Counts counts(AssertableApplicationContext context) {
		return context.getBean(Counts.class);
	}

	private static List<String> warnings(CapturedOutput output) {
		return output.toString().lines().filter((line) -> line.contains("was called from")).toList();
	}

	static class Basket {

		Basket itself() {
			return this;
		}

		int count() {
			return 2;
		}

	}

}
