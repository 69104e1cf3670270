package dev.requeststate.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import dev.requeststate.RequestState;
import dev.requeststate.autoconfigure.RequestStateAutoConfiguration;
import dev.requeststate.context.MissingValueException;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestLocal;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The code of docs/adding-request-state.md.
 */
class AddingRequestStateTests {

	static final Mailbox mailbox = Mailbox.CURRENT.proxy(Mailbox.class);

	@Test
	void theBeanIsEachRequestsOwn() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(RequestStateAutoConfiguration.class))
			.withBean(Breadcrumbs.class)
			.run((application) -> {
				Breadcrumbs breadcrumbs = application.getBean(Breadcrumbs.class);
				RequestContext.run("first", () -> {
					breadcrumbs.add("shelf");
					assertThat(breadcrumbs.crumbs()).containsExactly("shelf");
				});
				RequestContext.run("second", () -> assertThat(breadcrumbs.crumbs()).isEmpty());
			});
	}

	@Test
	void theClientBehindTheStaticFieldIsTheOneThatWasSupplied() {
		List<String> letters = new ArrayList<>();
		RequestContext.run("supplied", () -> {
			Mailbox.CURRENT.set(new ListMailbox(letters));
			mailbox.put("hello");
		});
		assertThat(letters).containsExactly("hello", "closed");
		RequestContext.run("not supplied",
				() -> assertThatExceptionOfType(MissingValueException.class).isThrownBy(() -> mailbox.put("lost"))
					.withMessageContaining("request local 'mailbox'"));
	}

	private record ListMailbox(List<String> letters) implements Mailbox {

		@Override
		public void put(String letter) {
			this.letters.add(letter);
		}

		@Override
		public void close() {
			this.letters.add("closed");
		}

	}

}

@RequestState
@Component
class Breadcrumbs {

	private final Queue<String> crumbs = new ConcurrentLinkedQueue<>();

	void add(String crumb) {
		this.crumbs.add(crumb);
	}

	List<String> crumbs() {
		return List.copyOf(this.crumbs);
	}

}

interface Mailbox {

	RequestLocal<Mailbox> CURRENT = RequestLocal.named("mailbox", Mailbox::close);

	void put(String letter);

	void close();

}
