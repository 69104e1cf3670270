package dev.requeststate.spring.task;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestLocal;
import dev.requeststate.propagation.Propagating;
import dev.requeststate.spring.lifecycle.Application;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.RequestContextHolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What work finds on its thread of the thread locals of Spring and of Spring Security:
 * nothing that this library would have carried there.
 */
class NothingElseIsCarriedTests {

	private static final RequestLocal<String> USER = RequestLocal.named("user");

	// The user of the request, of Spring Security, of Spring's request scope, and the
	// locale.
	private static final String HANDLER = "ann, security ann, request, fr";

	private static final String CARRIED = "ann, no security, no request, no locale";

	@AfterEach
	void clear() {
		SecurityContextHolder.clearContext();
	}

	@Test
	void workHasTheStateOfItsRequestAndNoSecurityContextNoRequestAttributesAndNoLocale() throws Exception {
		Map<String, String> seen = get();
		assertThat(seen.remove("handler")).isEqualTo(HANDLER);
		// The control, which brings it along itself.
		assertThat(seen.remove("delegating")).isEqualTo("ann, security ann, no request, no locale");
		assertThat(seen).hasSize(5).allSatisfy((where, what) -> assertThat(what).isEqualTo(CARRIED));
	}

	// The control: Boot carries what others have registered, and this library what is its
	// own.
	@Test
	void whereBootIsToldToCarryTheRestItDoesUntilTheRequestEnds() throws Exception {
		Map<String, String> seen = get("spring.task.execution.propagate-context=true");
		assertThat(seen.get("executor")).startsWith("ann, security ann, ");
		assertThat(seen.get("after the response")).startsWith("ann, no security, ");
		assertThat(seen.get("wrapped task")).isEqualTo(CARRIED);
	}

	// Where there is no executor, or a full one.
	@Test
	void aTaskOnTheThreadThatEndsItsRequestFindsWhatThatThreadHas() {
		CompletableFuture<String> seen = new CompletableFuture<>();
		try (Lease ann = RequestContextFactory.builder().build().open(() -> "job")) {
			ann.run(() -> {
				USER.set("ann");
				RequestContext.current().afterResponse(() -> seen.complete(whatIsSeen()));
			});
			SecurityContextHolder.setContext(new SecurityContextImpl(new TestingAuthenticationToken("bob", "")));
		}
		assertThat(seen).isCompletedWithValue("ann, security bob, no request, no locale");
	}

	private static Map<String, String> get(String... properties) throws Exception {
		String[] all = List
			.of(List.of("spring.security.user.name=ann", "spring.security.user.password=password"), List.of(properties))
			.stream()
			.flatMap(List::stream)
			.toArray(String[]::new);
		String basic = Base64.getEncoder().encodeToString("ann:password".getBytes(StandardCharsets.UTF_8));
		try (Application application = Application.start(Pages.class, all)) {
			assertThat(application.send("/tasks", "Authorization", "Basic " + basic, "Accept-Language", "fr")
				.get(20, TimeUnit.SECONDS)
				.statusCode()).isEqualTo(200);
			application.awaitAllClosed();
			return application.bean(Controller.class).seen;
		}
	}

	private static String whatIsSeen() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		return USER.get() + ", " + ((authentication != null) ? "security " + authentication.getName() : "no security")
				+ ", " + ((RequestContextHolder.getRequestAttributes() != null) ? "request" : "no request") + ", "
				+ ((LocaleContextHolder.getLocaleContext() != null) ? LocaleContextHolder.getLocale() : "no locale");
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ SecurityAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class,
			ServletWebSecurityAutoConfiguration.class, SecurityFilterAutoConfiguration.class })
	@Import(Controller.class)
	static class Pages {

	}

	@RestController
	static class Controller {

		private final Map<String, String> seen = new ConcurrentHashMap<>();

		private final AsyncTaskExecutor executor;

		Controller(AsyncTaskExecutor applicationTaskExecutor) {
			this.executor = applicationTaskExecutor;
		}

		@GetMapping("/tasks")
		String work() throws Exception {
			USER.set("ann");
			note("handler");
			RequestContext.current().afterResponse(() -> note("after the response"));
			this.executor.submit(() -> note("executor")).get(10, TimeUnit.SECONDS);
			ExecutorService plain = Executors.newSingleThreadExecutor();
			try {
				plain.submit(Propagating.runnable(() -> note("wrapped task"))).get(10, TimeUnit.SECONDS);
				Propagating.executorService(plain).submit(() -> note("wrapped executor")).get(10, TimeUnit.SECONDS);
				plain.submit(Propagating.runnable(new DelegatingSecurityContextRunnable(() -> note("delegating"))))
					.get(10, TimeUnit.SECONDS);
			}
			finally {
				plain.shutdownNow();
			}
			Thread thread = RequestContext.current().threadFactory().newThread(() -> note("thread of the context"));
			thread.start();
			thread.join();
			return "done";
		}

		private void note(String where) {
			this.seen.put(where, whatIsSeen());
		}

	}

}
