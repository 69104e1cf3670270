package dev.requeststate.spring.migration;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;

import dev.requeststate.RequestState;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.web.context.annotation.RequestScope;
import org.springframework.web.context.annotation.SessionScope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BeansInSessionsTests {

	@Test
	void fieldsThatAreSerializedWithTheSessionAreFound() {
		assertThat(Scanned.places(MigrationRules.BEANS_IN_SESSIONS, Kept.class)).containsExactly("Login.visitor",
				"Preferences.visitor");
	}

	@Test
	void fieldsThatAreNotAreNotFound() {
		assertThat(Scanned.places(MigrationRules.BEANS_IN_SESSIONS, NotKept.class)).isEmpty();
	}

	@Test
	void isSerializedAsAProxyAndAsRequestStateRefused() {
		BothScopes.application(Kept.Visitor.class, State.class)
			.withInitializer((context) -> ((DefaultListableBeanFactory) context.getBeanFactory())
				.setSerializationId(BeansInSessionsTests.class.getName()))
			.run((context) -> {
				Kept.Login login = new Kept.Login();
				login.visitor = context.getBean("scoped", Kept.Visitor.class);
				assertThat(written(login)).isNotEmpty();
				login.visitor = context.getBean(State.class);
				assertThatExceptionOfType(NotSerializableException.class).isThrownBy(() -> written(login));
			});
	}

	private static byte[] written(Object object) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		new ObjectOutputStream(bytes).writeObject(object);
		return bytes.toByteArray();
	}

	@RequestState
	@Component
	static class State extends Kept.Visitor {

	}

	static class Kept {

		@RequestScope
		@Component("scoped")
		static class Visitor implements Serializable {

		}

		@SessionScope
		static class Login implements Serializable {

			private Visitor visitor;

		}

		static class Preferences implements Serializable {

			private Visitor visitor;

		}

		static class Configuration {

			@Bean
			@SessionScope
			Preferences preferences() {
				return new Preferences();
			}

		}

	}

	static class NotKept {

		@RequestScope
		static class Visitor {

		}

		@SessionScope
		static class Login implements Serializable {

			private static Visitor last;

			private transient Visitor visitor;

			private String name;

		}

		@SessionScope
		static class InMemory {

			private Visitor visitor;

		}

		static class Page implements Serializable {

			private Visitor visitor;

		}

	}

}
