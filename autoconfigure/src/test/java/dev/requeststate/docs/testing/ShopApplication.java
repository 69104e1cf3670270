package dev.requeststate.docs.testing;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The application that docs/testing.md tests.
 */
@SpringBootApplication(excludeName = {
		"org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
		"org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
		"org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration" })
class ShopApplication {

}
