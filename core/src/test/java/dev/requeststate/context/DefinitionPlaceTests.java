package dev.requeststate.context;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DefinitionPlaceTests {

	@Test
	void isTheLineThatCalledTheLibrary() {
		assertThat(DefinitionPlace
			.find(Stream.of(frame(DefinitionPlace.class.getName()), frame(RequestLocal.class.getName()),
					frame(RequestLocalMap.class.getName()), frame("app.Cart"), frame("app.Main"))))
			.isEqualTo("app.Cart.define(Source.java:7)");
	}

	@ParameterizedTest
	@ValueSource(classes = { RootContext.class, AfterResponse.class })
	void whatTheLibraryDefinesForItselfHasNone(Class<?> type) {
		assertThat(DefinitionPlace
			.find(Stream.of(frame(RequestLocal.class.getName()), frame(type.getName()), frame("app.Main")))).isNull();
	}

	@Test
	void withoutACallerThereIsNone() {
		assertThat(DefinitionPlace.find(Stream.of(frame(RequestLocal.class.getName())))).isNull();
	}

	private static StackTraceElement frame(String className) {
		return new StackTraceElement(className, "define", "Source.java", 7);
	}

}
