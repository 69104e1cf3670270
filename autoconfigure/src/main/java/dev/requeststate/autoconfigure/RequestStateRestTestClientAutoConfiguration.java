package dev.requeststate.autoconfigure;

import dev.requeststate.servlet.RequestStateFilter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.resttestclient.autoconfigure.RestTestClientBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.test.web.servlet.client.RestTestClient;

/**
 * Auto-configuration of the {@code RestTestClient} that works without a server and
 * without a {@code MockMvc} bean. That one has no filters, so that its requests would be
 * served in the context of the test.
 */
@AutoConfiguration
@ConditionalOnClass({ RestTestClient.class, RestTestClientBuilderCustomizer.class })
public final class RequestStateRestTestClientAutoConfiguration {

	@Bean
	RestTestClientBuilderCustomizer requestStateRestTestClientCustomizer(ObjectProvider<RequestStateFilter> filter) {
		return (builder) -> {
			if (builder instanceof RestTestClient.WebAppContextSetupBuilder mvc) {
				filter.ifAvailable((available) -> mvc.configureServer((server) -> server.addFilters(available)));
			}
		};
	}

}
