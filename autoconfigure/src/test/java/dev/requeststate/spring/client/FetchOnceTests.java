package dev.requeststate.spring.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import dev.requeststate.call.CallScope;
import dev.requeststate.context.Binding;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestLocal;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.util.unit.DataSize;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Identical GETs of one request, counted by a server.
 */
class FetchOnceTests {

	private static final DataSize LIMIT = DataSize.ofKilobytes(64);

	private static final RequestLocal<String> TOKEN = RequestLocal.named("token");

	private final RequestContextFactory factory = RequestContextFactory.builder().build();

	private final List<Lease> open = new ArrayList<>();

	private CountingServer server;

	private RestClient client;

	@BeforeEach
	void start() throws IOException {
		this.server = new CountingServer();
		this.client = builder().build();
	}

	@AfterEach
	void stop() {
		this.open.forEach(Lease::close);
		this.server.close();
	}

	private static RestClient.Builder builder() {
		RestClient.Builder builder = RestClient.builder().requestFactory(new JdkClientHttpRequestFactory());
		new FetchOnceCustomizer(LIMIT).customize(builder);
		return builder;
	}

	private @Nullable String get(RestClient client, String path) {
		return client.get().uri(this.server.url(path)).retrieve().body(String.class);
	}

	private @Nullable String get(String path) {
		return get(this.client, path);
	}

	private void inARequest(Runnable work) {
		this.factory.run("request", work);
	}

	@Test
	void identicalGetsGoOverTheWireOnce() {
		inARequest(() -> {
			assertThat(get("/book?id=1")).isEqualTo("1 for anybody");
			assertThat(get("/book?id=1")).isEqualTo("1 for anybody");
			assertThat(get("/book?id=2")).isEqualTo("2 for anybody");
			// A client made from this one goes the same way.
			assertThat(get(this.client.mutate().build(), "/book?id=1")).isEqualTo("1 for anybody");
		});
		assertThat(this.server.requests()).hasSize(2);
	}

	@Test
	void whoGetsAKeptResponseMayChangeItsHeadersAndReadsItsBodyFromTheBeginning() {
		this.server.answer("/", CountingServer.withHeader("X-Shelf", "3"));
		inARequest(() -> {
			for (int i = 0; i < 3; i++) {
				String body = this.client.get().uri(this.server.url("/")).exchange((request, response) -> {
					assertThat(response.getStatusCode().value()).isEqualTo(200);
					assertThat(response.getHeaders().get("X-Shelf")).containsExactly("3");
					response.getHeaders().remove("X-Shelf");
					return new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8);
				});
				assertThat(body).isEqualTo("1 for anybody");
			}
		});
	}

	@Test
	void twoRequestsFetchEachForThemselves() {
		assertThat(fetchedByTwoRequests(this.client)).containsExactly("1 for anybody", "2 for anybody");
	}

	/**
	 * That the test above would find a store that is shared by all requests.
	 */
	@Test
	void controlAStoreOutsideOfTheRequestIsFound() {
		Map<Object, KeptResponse> shared = new ConcurrentHashMap<>();
		ClientHttpRequestInterceptor leak = (request, body, execution) -> {
			KeptResponse kept = shared.get(request.getURI());
			if (kept == null) {
				kept = new KeptResponse(execution.execute(request, body), "1 for anybody".getBytes());
				shared.put(request.getURI(), kept);
			}
			return kept.open();
		};
		assertThat(fetchedByTwoRequests(RestClient.builder().requestInterceptor(leak).build()))
			.containsExactly("1 for anybody", "1 for anybody");
	}

	private List<@Nullable String> fetchedByTwoRequests(RestClient client) {
		return Arrays.asList(this.factory.<@Nullable String, RuntimeException>call("one", () -> get(client, "/book")),
				this.factory.<@Nullable String, RuntimeException>call("two", () -> get(client, "/book")));
	}

	@Test
	void outsideOfARequestAndAfterItEverythingIsSent() {
		assertThat(get("/book")).isEqualTo("1 for anybody");
		assertThat(get("/book")).isEqualTo("2 for anybody");
		Lease lease = this.factory.open(() -> "request");
		try (Binding binding = lease.bind()) {
			assertThat(get("/book")).isEqualTo("3 for anybody");
			lease.close();
			assertThat(get("/book")).isEqualTo("4 for anybody");
		}
	}

	@Test
	void otherCredentialsAreAnotherFetchAlsoWhereTheyAreAddedLate() {
		RestClient late = builder().requestInterceptor((request, body, execution) -> {
			request.getHeaders().setBearerAuth(TOKEN.get());
			return execution.execute(request, body);
		}).build();
		inARequest(() -> {
			TOKEN.set("ada");
			assertThat(get(late, "/order")).isEqualTo("1 for Bearer ada");
			TOKEN.set("bob");
			assertThat(get(late, "/order")).isEqualTo("2 for Bearer bob");
			TOKEN.set("ada");
			assertThat(get(late, "/order")).isEqualTo("1 for Bearer ada");
			assertThat(get("/order")).isEqualTo("3 for anybody");
		});
	}

	@Test
	void anyOtherHeaderIsAnotherFetchButTheOnesThatNumberCalls() {
		inARequest(() -> {
			for (String header : List.of("Accept-Language", "Cookie", "Proxy-Authorization", "X-Tenant")) {
				int before = this.server.requests().size();
				with(header, "a");
				with(header, "b");
				with(header, "a");
				assertThat(this.server.requests()).as(header).hasSize(before + 2);
			}
			int before = this.server.requests().size();
			with("traceparent", "00-1-1-01");
			with("traceparent", "00-1-2-01");
			assertThat(this.server.requests()).hasSize(before + 1);
		});
	}

	private void with(String header, String value) {
		this.client.get().uri(this.server.url("/headers")).header(header, value).retrieve().toBodilessEntity();
	}

	@Test
	void clientsOfTwoBuildersDoNotShare() {
		RestClient other = builder().build();
		inARequest(() -> {
			assertThat(get("/book")).isEqualTo("1 for anybody");
			assertThat(get(other, "/book")).isEqualTo("2 for anybody");
		});
	}

	@Test
	void twoRequestsAtOnceWithDifferentCredentialsGetEachTheirOwn() throws Exception {
		CountDownLatch go = new CountDownLatch(1);
		this.server.answer("/order", CountingServer.after(go));
		List<FutureTask<@Nullable String>> sections = new ArrayList<>();
		for (String user : List.of("ada", "bob")) {
			Lease lease = open(user);
			for (int i = 0; i < 3; i++) {
				sections.add(section(lease,
						() -> this.client.get()
							.uri(this.server.url("/order"))
							.headers((headers) -> headers.setBearerAuth(user))
							.retrieve()
							.body(String.class)));
			}
		}
		Awaitility.await().until(() -> this.server.requests().size() == 2);
		go.countDown();
		for (int i = 0; i < sections.size(); i++) {
			assertThat(result(sections.get(i))).endsWith((i < 3) ? "ada" : "bob");
		}
		assertThat(this.server.requests()).hasSize(2);
	}

	@Test
	void sectionsThatAskAtOnceShareTheOneUnderWay() throws Exception {
		CountDownLatch go = new CountDownLatch(1);
		this.server.answer("/book", CountingServer.after(go));
		List<FutureTask<@Nullable String>> sections = askAtOnce("/book", 5);
		go.countDown();
		for (FutureTask<@Nullable String> section : sections) {
			assertThat(result(section)).isEqualTo("1 for anybody");
		}
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void thoseWhoWaitedForAnErrorAskForThemselves() throws Exception {
		CountDownLatch go = new CountDownLatch(1);
		AtomicInteger answers = new AtomicInteger();
		this.server.answer("/book", failingFirst(go, answers));
		List<FutureTask<@Nullable String>> sections = askAtOnce("/book", 3);
		go.countDown();
		int failed = 0;
		for (FutureTask<@Nullable String> section : sections) {
			try {
				assertThat(result(section)).endsWith("for anybody");
			}
			catch (ExecutionException ex) {
				assertThat(ex).hasCauseInstanceOf(HttpServerErrorException.class);
				failed++;
			}
		}
		assertThat(failed).isOne();
	}

	private static CountingServer.Answer failingFirst(CountDownLatch go, AtomicInteger answers) {
		return (exchange, ordinary) -> {
			if (answers.incrementAndGet() > 1) {
				CountingServer.withStatus(200).give(exchange, ordinary);
				return;
			}
			try {
				assertThat(go.await(20, TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				throw new IOException(ex);
			}
			CountingServer.withStatus(503).give(exchange, ordinary);
		};
	}

	private List<FutureTask<@Nullable String>> askAtOnce(String path, int times) {
		Lease lease = open("request");
		List<FutureTask<@Nullable String>> sections = new ArrayList<>();
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < times; i++) {
			FutureTask<@Nullable String> section = task(lease, () -> get(path));
			sections.add(section);
			threads.add(started(section));
		}
		// One is on the wire, the others wait for it.
		Awaitility.await().until(() -> this.server.requests().size() == 1);
		for (Thread thread : threads) {
			Awaitility.await().until(() -> isWaiting(thread));
		}
		return sections;
	}

	private static boolean isWaiting(Thread thread) {
		return thread.getState() == Thread.State.TIMED_WAITING || thread.getState() == Thread.State.WAITING;
	}

	@Test
	void errorsAreNotRemembered() throws IOException {
		this.server.answer("/broken", CountingServer.withStatus(503));
		inARequest(() -> {
			for (int i = 1; i <= 2; i++) {
				String body = i + " for anybody";
				assertThatExceptionOfType(HttpServerErrorException.class).isThrownBy(() -> get("/broken"))
					.satisfies((ex) -> assertThat(ex.getResponseBodyAsString()).isEqualTo(body));
			}
			this.server.answer("/cut", (exchange, ordinary) -> {
				exchange.sendResponseHeaders(200, 100);
				exchange.getResponseBody().write('x');
				exchange.getResponseBody().flush();
				throw new IOException("on purpose");
			});
			assertThatExceptionOfType(ResourceAccessException.class).isThrownBy(() -> get("/cut"));
			this.server.answer("/cut", CountingServer.withStatus(200));
			assertThat(get("/cut")).endsWith("for anybody");
			this.server.answer("/broken", CountingServer.withStatus(200));
			assertThat(get("/broken")).isEqualTo(get("/broken"));
		});
	}

	@Test
	void aBodyOverTheLimitIsStreamedAndNotKept() {
		CountDownLatch begun = new CountDownLatch(1);
		int size = (int) LIMIT.toBytes() * 4;
		this.server.answer("/large", (exchange, ordinary) -> {
			exchange.sendResponseHeaders(200, size);
			byte[] half = new byte[size / 2];
			Arrays.fill(half, (byte) 'x');
			exchange.getResponseBody().write(half);
			exchange.getResponseBody().flush();
			try {
				// The rest is sent when the beginning was read: it was streamed.
				assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				throw new IOException(ex);
			}
			exchange.getResponseBody().write(half);
		});
		inARequest(() -> {
			for (int i = 0; i < 2; i++) {
				int read = this.client.get().uri(this.server.url("/large")).exchange((request, response) -> {
					InputStream body = response.getBody();
					int first = body.readNBytes(100).length;
					begun.countDown();
					return first + body.readAllBytes().length;
				});
				assertThat(read).isEqualTo(size);
			}
		});
		assertThat(this.server.requests()).hasSize(2);
	}

	@Test
	void aBodyOfTheLimitIsKept() {
		byte[] body = new byte[(int) LIMIT.toBytes()];
		this.server.answer("/full", (exchange, ordinary) -> {
			exchange.sendResponseHeaders(200, 0);
			exchange.getResponseBody().write(body);
		});
		inARequest(() -> {
			assertThat(get("/full")).hasSize(body.length);
			assertThat(get("/full")).hasSize(body.length);
		});
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void whatTheServerWantsUsedOnceIs() {
		Map<String, String> headers = Map.of(HttpHeaders.CACHE_CONTROL, "private, no-store", HttpHeaders.VARY, "*",
				HttpHeaders.SET_COOKIE, "a=b", HttpHeaders.CONTENT_TYPE, "text/event-stream;charset=UTF-8");
		headers.forEach((name, value) -> {
			this.server.answer("/" + name, CountingServer.withHeader(name, value));
			inARequest(() -> assertThat(get("/" + name)).as(name).isNotEqualTo(get("/" + name)));
		});
		this.server.answer("/vary", CountingServer.withHeader(HttpHeaders.VARY, "Accept-Language, Traceparent"));
		inARequest(() -> assertThat(get("/vary")).isNotEqualTo(get("/vary")));
		this.server.answer("/vary", CountingServer.withHeader(HttpHeaders.VARY, "Accept-Language"));
		inARequest(() -> assertThat(get("/vary")).isEqualTo(get("/vary")));
	}

	@Test
	void whoAsksForAFreshResponseGetsOne() {
		inARequest(() -> {
			for (String directive : List.of("no-store", "no-cache")) {
				Function<String, @Nullable String> fresh = (path) -> this.client.get()
					.uri(this.server.url(path))
					.header(HttpHeaders.CACHE_CONTROL, directive)
					.retrieve()
					.body(String.class);
				assertThat(fresh.apply("/book")).isNotEqualTo(fresh.apply("/book"));
			}
		});
	}

	@Test
	void anUnsafeMethodMakesItsOriginBeFetchedAgainAndNoOther() throws IOException {
		try (CountingServer other = new CountingServer()) {
			inARequest(() -> {
				for (HttpMethod method : List.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE,
						HttpMethod.valueOf("LOCK"))) {
					String before = get("/book");
					this.client.method(method).uri(this.server.url("/elsewhere")).retrieve().toBodilessEntity();
					assertThat(get("/book")).as(method.name()).isNotEqualTo(before);
				}
				String elsewhere = this.client.get().uri(other.url("/book")).retrieve().body(String.class);
				this.client.post().uri(this.server.url("/")).retrieve().toBodilessEntity();
				assertThat(this.client.get().uri(other.url("/book")).retrieve().body(String.class))
					.isEqualTo(elsewhere);
				String before = get("/book");
				for (HttpMethod method : List.of(HttpMethod.HEAD, HttpMethod.OPTIONS)) {
					this.client.method(method).uri(this.server.url("/book")).retrieve().toBodilessEntity();
				}
				assertThat(get("/book")).isEqualTo(before);
			});
		}
	}

	@Test
	void aGetThatBeganBeforeAnUnsafeMethodIsNotKeptAfterIt() throws Exception {
		CountDownLatch go = new CountDownLatch(1);
		this.server.answer("/book", CountingServer.after(go));
		Lease lease = open("request");
		FutureTask<@Nullable String> early = section(lease, () -> get("/book"));
		Awaitility.await().until(() -> this.server.requests().contains("GET /book"));
		lease.run(() -> this.client.post().uri(this.server.url("/book/review")).retrieve().toBodilessEntity());
		go.countDown();
		assertThat(result(early)).isEqualTo("1 for anybody");
		lease.run(() -> assertThat(get("/book")).isEqualTo("3 for anybody"));
	}

	@Test
	void aGetThatBeganWhileAnUnsafeMethodWasUnderWayIsNotKeptEither() throws Exception {
		CountDownLatch go = new CountDownLatch(1);
		this.server.answer("/review", CountingServer.after(go));
		Lease lease = open("request");
		FutureTask<@Nullable String> change = section(lease,
				() -> this.client.post().uri(this.server.url("/review")).retrieve().body(String.class));
		Awaitility.await().until(() -> this.server.requests().contains("POST /review"));
		lease.run(() -> assertThat(get("/book")).isEqualTo("2 for anybody"));
		go.countDown();
		assertThat(result(change)).isEqualTo("1 for anybody");
		lease.run(() -> assertThat(get("/book")).isEqualTo("3 for anybody"));
	}

	@Test
	void aChangeThatFailsIsAChange() {
		this.server.answer("/fails", CountingServer.withStatus(500));
		inARequest(() -> {
			assertThat(get("/book")).isEqualTo("1 for anybody");
			assertThatExceptionOfType(HttpServerErrorException.class)
				.isThrownBy(() -> this.client.post().uri(this.server.url("/fails")).retrieve().toBodilessEntity());
			assertThat(get("/book")).isEqualTo("3 for anybody");
		});
	}

	@Test
	void aSharedCachedCallFetchesForItselfAndHasReadNothing() {
		inARequest(() -> {
			assertThat(get("/book")).isEqualTo("1 for anybody");
			CallScope call = CallScope.open("shared");
			// Its result is served for longer than this request lasts: it must not be
			// older than the computation.
			assertThat(call.<@Nullable String, RuntimeException>call(() -> get("/book"))).isEqualTo("2 for anybody");
			assertThat(call.requestReads()).isEmpty();
			assertThat(get("/book")).isEqualTo("1 for anybody");
		});
	}

	@Test
	void aFetchThatOutlivesItsRequestIsAnsweredAndNotKept() throws Exception {
		CountDownLatch go = new CountDownLatch(1);
		this.server.answer("/book", CountingServer.after(go));
		Lease lease = this.factory.open(() -> "request");
		FutureTask<@Nullable String> late = section(lease, () -> get("/book"));
		Awaitility.await().until(() -> this.server.requests().size() == 1);
		lease.close();
		go.countDown();
		assertThat(result(late)).isEqualTo("1 for anybody");
	}

	private Lease open(String name) {
		Lease lease = this.factory.open(() -> name);
		this.open.add(lease);
		return lease;
	}

	private static FutureTask<@Nullable String> task(Lease lease, Callable<@Nullable String> work) {
		return new FutureTask<>(() -> {
			try (Binding binding = lease.bind()) {
				return work.call();
			}
		});
	}

	private static FutureTask<@Nullable String> section(Lease lease, Callable<@Nullable String> work) {
		FutureTask<@Nullable String> task = task(lease, work);
		started(task);
		return task;
	}

	private static Thread started(FutureTask<?> task) {
		Thread thread = new Thread(task, "section");
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

	private static @Nullable String result(FutureTask<@Nullable String> section) throws Exception {
		return section.get(20, TimeUnit.SECONDS);
	}

}
