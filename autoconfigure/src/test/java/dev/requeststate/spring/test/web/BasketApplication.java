package dev.requeststate.spring.test.web;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

/**
 * An application as it is written by hand: its tests find it by its annotation, and look
 * for its beans as a slice of the application does.
 */
@SpringBootConfiguration
@EnableAutoConfiguration(excludeName = {
		"org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
		"org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
		"org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration" })
@ComponentScan(excludeFilters = {
		@ComponentScan.Filter(type = FilterType.CUSTOM,
				classes = org.springframework.boot.context.TypeExcludeFilter.class),
		@ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*Tests.*") })
class BasketApplication {

}
