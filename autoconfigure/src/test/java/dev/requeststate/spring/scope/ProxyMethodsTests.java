package dev.requeststate.spring.scope;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who answers a method of a stand-in. Asked directly: a class that was generated once
 * keeps its answers.
 */
class ProxyMethodsTests {

	@Test
	void aFinalizerIsNobodysAndAnOverloadOfItTheTargets() throws Exception {
		assertThat(answeredBy(StandInTests.Finalizable.class, "finalize")).isEqualTo(ProxyMethods.INHERITED);
		assertThat(answeredBy(Overloads.class, "finalize", String.class)).isEqualTo(ProxyMethods.DISPATCHED);
	}

	@Test
	void aReplacementForSerializationIsTheStandInsAndAnOverloadOfItTheTargets() throws Exception {
		assertThat(answeredBy(StateProxy.class, "writeReplace")).isEqualTo(ProxyMethods.OWN);
		assertThat(answeredBy(StandInTests.ReplacingBean.class, "writeReplace")).isEqualTo(ProxyMethods.OWN);
		assertThat(answeredBy(Overloads.class, "writeReplace", String.class)).isEqualTo(ProxyMethods.DISPATCHED);
	}

	private static int answeredBy(Class<?> type, String name, Class<?>... parameters) throws NoSuchMethodException {
		return ProxyMethods.INSTANCE.accept(type.getDeclaredMethod(name, parameters));
	}

	static class Overloads {

		void finalize(String how) {
		}

		Object writeReplace(String how) {
			return how;
		}

	}

}
