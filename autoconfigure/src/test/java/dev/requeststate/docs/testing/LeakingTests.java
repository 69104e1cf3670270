package dev.requeststate.docs.testing;

import dev.requeststate.context.Binding;
import dev.requeststate.context.RequestContext;
import dev.requeststate.spring.test.WithRequestContext;
import org.junit.jupiter.api.Test;

import static dev.requeststate.spring.test.RequestContextAssertions.assertThatRequestContexts;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LeakingTests {

	@Test
	@WithRequestContext(failOnLeak = false)
	void aBindingThatIsNotClosedIsFound() {
		RequestContext.run("job", () -> {
			Binding forgotten = RequestContext.current().bind();
		});
		assertThatThrownBy(() -> assertThatRequestContexts().haveNoLeaks()).hasMessageContaining("(job)");
	}

}
