package dev.requeststate.docs.testing;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The application that docs/testing.md tests, without what else is on the class path of
 * this module. The main class that is shown there is
 * {@link dev.requeststate.docs.shop.ShopApplication}.
 */
@SpringBootApplication(excludeName = {
		"org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
		"org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
		"org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration" })
class ShopApplication {

}
