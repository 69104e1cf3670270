package dev.requeststate.folio;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import dev.requeststate.context.Binding;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestLocal;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the page that shows what request contexts do.
 */
@FolioTest
class InsidePageTests {

	private static final String PAGE = "/playground/inside";

	private static final String PICTURE = PAGE + "/picture";

	private static final int MOST = 50;

	// The first answer of a server takes longer than others.
	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@LocalServerPort
	private int port;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private RequestContextFactory factory;

	@SuppressWarnings("NullAway.Init")
	private Browser browser;

	@BeforeEach
	void open() {
		this.browser = new Browser(this.port);
	}

	private Document picture() {
		HttpResponse<String> response = this.browser.get(PICTURE);
		assertThat(response.statusCode()).isEqualTo(200);
		return Jsoup.parse(response.body());
	}

	private static void eventually(ThrowingRunnable assertion) {
		Awaitility.await().atMost(PATIENCE).untilAsserted(assertion);
	}

	private static Elements lanes(Document picture, String name) {
		Elements lanes = new Elements();
		picture.select(".lane").forEach((lane) -> {
			if (lane.select(".lane-name").text().equals(name)) {
				lanes.add(lane);
			}
		});
		return lanes;
	}

	@Test
	void aRequestIsDrawnWithItsThreadsDispatchAndClose() {
		eventually(() -> {
			// Each time: of many requests some are taken down.
			this.browser.get("/playground/counter?sections=3");
			Element lane = lanes(picture(), "GET /playground/counter").select(".lane-closed").first();
			assertThat(lane).isNotNull();
			assertThat(lane.select("svg .tick.REQUEST")).hasSize(1);
			assertThat(lane.select("svg rect.run")).hasSizeGreaterThanOrEqualTo(2);
			assertThat(lane.select("svg line.closed")).hasSize(1);
			assertThat(lane.select("svg").attr("aria-label")).startsWith("GET /playground/counter, closed after")
				.contains("One dispatch");
			assertThat(lane.select(".lane-told").text()).contains("REQUEST dispatch", "on thread section-",
					"response done", "closed");
		});
	}

	@Test
	void aContextThatIsOpenIsDrawnFirstWithItsLeasesAndWithoutItsValues() {
		RequestLocal<String> local = RequestLocal.named("inside-secret");
		Lease open = this.factory.open(() -> "job of a test");
		Lease lease = open.context().leaseFor(InsidePageTests.class);
		try (Binding binding = open.bind()) {
			local.set("5EC4E7");
		}
		Document picture = picture();
		lease.close();
		open.close();
		Element lane = lanes(picture, "job of a test").first();
		assertThat(lane).isNotNull();
		assertThat(lane.classNames()).contains("lane-open");
		assertThat(lane.select("svg .lease").text()).isEqualTo("\u25c6 1");
		assertThat(lane.select(".lane-told").text()).contains("Held by " + InsidePageTests.class.getName(),
				"Has: inside-secret");
		assertThat(picture.html()).doesNotContain("5EC4E7");
		eventually(() -> assertThat(lanes(picture(), "job of a test").select(".lane-open")).isEmpty());
	}

	@Test
	void theRequestThatAsksIsNotCountedNorIsWhatKeepsItOpen() {
		eventually(() -> {
			Document page = Jsoup.parse(this.browser.get(PAGE).body());
			assertThat(page.select("[data-testid=inside-counts]").text()).startsWith("None is open now, of ")
				.contains("with no leases.");
			assertThat(lanes(page, "GET " + PAGE).select(".lane-open")).isEmpty();
		});
	}

	@Test
	void queriesAreNotShownNorAreTheRequestsForThePicture() {
		eventually(() -> {
			this.browser.get("/playground/cache?user=5EC4E7");
			Document picture = picture();
			assertThat(lanes(picture, "GET /playground/cache")).isNotEmpty();
			assertThat(picture.html()).doesNotContain("5EC4E7");
			assertThat(lanes(picture, "GET " + PICTURE)).isEmpty();
		});
	}

	@Test
	void noMoreThanFiftyAreDrawnHoweverManyAreOpenAndComeAndGo() {
		List<Lease> open = IntStream.range(0, 200).mapToObj((i) -> this.factory.open(() -> "open job " + i)).toList();
		AtomicBoolean over = new AtomicBoolean();
		List<CompletableFuture<Void>> load = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			load.add(CompletableFuture.runAsync(() -> {
				while (!over.get()) {
					this.browser.get("/favicon.svg");
				}
			}, (task) -> new Thread(task).start()));
		}
		List<Integer> drawn = new ArrayList<>();
		try {
			eventually(() -> {
				Document picture = picture();
				drawn.add(picture.select(".lane").size());
				assertThat(picture.select(".lane")).hasSize(MOST);
				assertThat(lanes(picture, "GET /favicon.svg")).isNotEmpty();
				assertThat(lanes(picture, "open job 0").size()).isOne();
			});
			assertThat(drawn).allSatisfy((number) -> assertThat(number).isLessThanOrEqualTo(MOST));
			// The control: all of them would have been there.
			assertThat(this.factory.openContexts().size()).isGreaterThanOrEqualTo(200);
		}
		finally {
			over.set(true);
			load.forEach(CompletableFuture::join);
			open.forEach(Lease::close);
		}
	}

	@Test
	void thePageHasThePictureAndItsScript() {
		HttpResponse<String> response = this.browser.get(PAGE);
		Document page = Jsoup.parse(response.body());
		assertThat(page.title()).isEqualTo("Inside");
		assertThat(page.select("#inside-picture").attr("data-source")).isEqualTo(PICTURE);
		String policy = response.headers().firstValue("Content-Security-Policy").orElseThrow();
		assertThat(policy).contains(page.select("script[src=/inside.js]").attr("nonce"));
		assertThat(page.select("[style], [onclick]")).isEmpty();
		assertThat(page.select("button[data-testid=inside-pause]").hasAttr("hidden")).isTrue();
		assertThat(this.browser.get("/inside.js").statusCode()).isEqualTo(200);
		assertThat(this.browser.get("/inside.css").statusCode()).isEqualTo(200);
		assertThat(this.browser.get(PICTURE).body()).doesNotContain("<html", "<body");
	}

	@Test
	void itSpeaksTheLanguageOfItsReader() {
		Lease open = this.factory.open(() -> "job of a reader");
		String page = this.browser.get(PAGE, "Accept-Language", "de").body();
		open.close();
		assertThat(page).contains("Innenansicht", "Anfragekontexte", "job of a reader, offen seit")
			.doesNotContain("??");
		assertThat(this.browser.get(PAGE).body()).doesNotContain("??");
	}

	@Test
	void theEndpointIsThereForThePageAloneAndNotOverHttp() {
		assertThat(this.browser.get("/actuator/requeststate").statusCode()).isEqualTo(404);
		assertThat(this.browser.get("/actuator/health").statusCode()).isEqualTo(200);
	}

}
