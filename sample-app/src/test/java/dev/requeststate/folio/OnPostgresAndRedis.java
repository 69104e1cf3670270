package dev.requeststate.folio;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.requeststate.docker.FolioContainers;

import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;

/**
 * A {@link FolioTest} with a PostgreSQL and a Redis in containers, in place of the
 * database and the caches in memory.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import(FolioContainers.class)
@ActiveProfiles({ "postgres", "redis" })
@TestPropertySource(properties = "spring.autoconfigure.exclude="
		+ "org.springframework.boot.devtools.autoconfigure.DevToolsDataSourceAutoConfiguration,"
		+ "org.springframework.boot.data.redis.autoconfigure.DataRedisRepositoriesAutoConfiguration,"
		+ "org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration")
@interface OnPostgresAndRedis {

}
