package dev.requeststate.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.requeststate.RequestState;
import dev.requeststate.context.Binding;
import dev.requeststate.context.ContextOrigin;
import dev.requeststate.context.Lease;
import dev.requeststate.context.LeakDetection;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestLocal;
import dev.requeststate.propagation.Propagating;
import dev.requeststate.spring.actuate.RequestStateEndpoint;
import dev.requeststate.spring.actuate.RequestStateReport;
import dev.requeststate.spring.scope.RequestStateScopeConfiguration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The report in docs/endpoint.md is one that the endpoint gives, but for its numbers and
 * what leads into the code.
 */
class EndpointTests {

	private static final Path DOCUMENT = Path.of("../docs/endpoint.md");

	private static final Pattern REPORT = Pattern.compile("```json\\R(.*?)```", Pattern.DOTALL);

	private final RequestContextFactory factory = RequestContextFactory.builder()
		.leakDetection(LeakDetection.STRICT)
		.build();

	@Test
	void theReportInTheDocumentIsOneThatTheEndpointGives() throws Exception {
		String document = Files.readString(DOCUMENT);
		Matcher report = REPORT.matcher(document);
		assertThat(report.find()).isTrue();
		assertThat(normalized(report.group(1))).isEqualTo(normalized(report()));
	}

	@Test
	void aReportThatSaysSomethingElseIsFound() throws Exception {
		String report = report();
		assertThat(normalized(report.replace("\"cart\"", "\"basket\""))).isNotEqualTo(normalized(report));
		assertThat(normalized(report.replace("\"holder\"", "\"owner\""))).isNotEqualTo(normalized(report));
	}

	@Test
	void everyFieldOfTheReportIsExplained() throws IOException {
		String document = Files.readString(DOCUMENT);
		for (Class<?> type : RequestStateReport.class.getDeclaredClasses()) {
			for (var field : type.getRecordComponents()) {
				assertThat(document).as(type.getSimpleName()).contains('`' + field.getName() + '`');
			}
		}
	}

	private String report() throws Exception {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(
				RequestStateScopeConfiguration.class, Shop.class)) {
			RequestStateEndpoint endpoint = new RequestStateEndpoint(this.factory, context.getBeanFactory());
			leak();
			Cart cart = context.getBean(Cart.class);
			Lease open = this.factory.open(new Request());
			CountDownLatch begun = new CountDownLatch(1);
			CountDownLatch goOn = new CountDownLatch(1);
			ExecutorService mail = Executors.newSingleThreadExecutor((task) -> new Thread(task, "mail-1"));
			try {
				Thread thread = new Thread(() -> open.run(() -> {
					Prices.CURRENCY.set("EUR");
					cart.touch();
					Orders.place(mail, new SendReceipt(begun, goOn));
				}), "http-nio-8080-exec-3");
				thread.start();
				thread.join();
				begun.await();
				return json(endpoint.report(null));
			}
			finally {
				goOn.countDown();
				mail.shutdown();
				open.close();
			}
		}
	}

	private void leak() throws InterruptedException {
		Lease open = this.factory.open(() -> "import");
		Binding binding = Prices.bind(open);
		Thread other = new Thread(binding::close, "worker-1");
		other.start();
		other.join();
		binding.close();
		open.close();
	}

	private static String json(RequestStateReport report) {
		// Of the request locals of the process, which are other tests' too, those of the
		// document.
		RequestStateReport ours = new RequestStateReport(report.definitions()
			.stream()
			.filter((definition) -> definition.kind().equals("bean")
					|| String.valueOf(definition.source()).contains("docs.EndpointTests"))
			.toList(), report.open(), report.leaks(), report.counts());
		return JsonMapper.builder()
			.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
			.build()
			.writerWithDefaultPrettyPrinter()
			.writeValueAsString(ours);
	}

	private static String normalized(String json) {
		return JsonMapper.builder()
			.build()
			.readTree(json)
			.toPrettyString()
			.replace("dev.requeststate.docs.EndpointTests$", "com.shop.")
			.replaceAll("\\(\\w+\\.java:\\d+\\)", "(line)")
			.replaceAll("\"id\" : \"[0-9a-f]{16}\"", "\"id\" : \"\"")
			.replaceAll("\"message\" : \"[^\"]+\"", "\"message\" : \"\"")
			.replaceAll("\"trace\" : \\[[^]]+]", "\"trace\" : [ ]")
			.replaceAll("( : )\\d+", "$10");
	}

	static final class Prices {

		static final RequestLocal<String> CURRENCY = RequestLocal.named("currency");

		private Prices() {
		}

		static Binding bind(Lease lease) {
			return lease.bind();
		}

	}

	static final class Orders {

		private Orders() {
		}

		static void place(ExecutorService mail, SendReceipt receipt) {
			Propagating.executor(mail).execute(receipt);
		}

	}

	static class Cart implements AutoCloseable {

		void touch() {
		}

		@Override
		public void close() {
		}

	}

	static final class SendReceipt implements Runnable {

		private final CountDownLatch begun;

		private final CountDownLatch goOn;

		SendReceipt(CountDownLatch begun, CountDownLatch goOn) {
			this.begun = begun;
			this.goOn = goOn;
		}

		@Override
		public void run() {
			this.begun.countDown();
			try {
				this.goOn.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

	static final class Request implements ContextOrigin {

		@Override
		public String name() {
			return "POST /orders";
		}

		@Override
		public String state() {
			return "between dispatches";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Shop {

		@Bean
		@RequestState
		Cart cart() {
			return new Cart();
		}

	}

}
