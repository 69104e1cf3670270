package dev.requeststate.folio.board;

import dev.requeststate.folio.page.PlaygroundLink;
import dev.requeststate.folio.page.Texts;
import dev.requeststate.folio.playground.ConditionalOnPlayground;
import jakarta.servlet.ServletContext;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * What the board needs.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnPlayground
@EnableConfigurationProperties(BoardLimits.class)
class BoardConfiguration {

	/**
	 * Where the page is.
	 */
	static final String PAGE = "/playground/isolation";

	@Bean
	@Order(5)
	PlaygroundLink boardLink() {
		return new PlaygroundLink(PAGE, "board.title");
	}

	@Bean
	Board board(BoardLimits limits) {
		return new Board(limits);
	}

	@Bean
	OwnAddress ownAddress(ServerProperties properties, ServletContext servletContext) {
		return new OwnAddress(properties, servletContext);
	}

	@Bean
	BoardModel boardModel(BoardLimits limits, OwnAddress address, Environment environment, Texts texts) {
		return new BoardModel(limits, address, environment, texts);
	}

}
