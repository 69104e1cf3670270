package dev.requeststate.benchmarks;

import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A small Spring MVC application that says how much processor time it has used.
 */
@EnableAutoConfiguration
@Import(CpuServer.Pages.class)
public class CpuServer {

	/**
	 * Start it.
	 * @param arguments Spring Boot's own
	 */
	public static void main(String[] arguments) {
		SpringApplication.run(CpuServer.class, arguments);
	}

	@RestController
	static class Pages {

		private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory
			.getOperatingSystemMXBean();

		/**
		 * A page that does next to nothing, so that the filter's part is as large as it
		 * gets.
		 */
		@GetMapping("/page")
		String page(HttpServletRequest request) {
			return "Hello, " + request.getRequestURI();
		}

		/**
		 * Processor time of this process, in nanoseconds.
		 */
		@GetMapping("/cpu")
		String cpu() {
			return Long.toString(this.system.getProcessCpuTime());
		}

	}

}
