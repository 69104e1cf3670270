package dev.requeststate.folio.browser;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

import dev.requeststate.folio.process.InstalledProgram;
import dev.requeststate.folio.process.Needed;
import org.openqa.selenium.PageLoadStrategy;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * The Chromium that is installed on this machine, and the driver that steers it. Both are
 * looked for on the path of this process; nothing is ever downloaded.
 */
final class Chromium {

	private static final String[] PROGRAMS = { "chromium", "chromium-browser", "google-chrome" };

	private static final Duration LONGEST_SCRIPT = Duration.ofSeconds(60);

	private static final Duration TIME_TO_START = Duration.ofMinutes(2);

	// They say that Selenium brings nothing made for this version of Chromium, at each
	// start. The commands that are sent here are as old as they are few. A logger that
	// nobody refers to may lose its level.
	private static final List<Logger> SILENT = Stream
		.of("org.openqa.selenium.devtools.CdpVersionFinder", "org.openqa.selenium.chromium.ChromiumDriver")
		.map(Logger::getLogger)
		.toList();

	static {
		SILENT.forEach((logger) -> logger.setLevel(Level.SEVERE));
	}

	private final Path program;

	private final Path driver;

	private Chromium(Path program, Path driver) {
		this.program = program;
		this.driver = driver;
	}

	/**
	 * Where it is installed. If it is not, the caller's tests are left out, which is
	 * said; where the environment variable {@code CI} is {@code true}, they fail.
	 * @param suite who asks
	 */
	static Chromium require(String suite) {
		Needed needed = Needed.by(suite);
		return new Chromium(needed.program(InstalledProgram.onThePath(PROGRAMS), "chromium is not on the PATH"),
				needed.program(InstalledProgram.onThePath("chromedriver"), "chromedriver is not on the PATH"));
	}

	/**
	 * Start a browser, with a profile of its own that is gone afterwards.
	 * @param server where Folio serves HTTP; the browser reaches no other address
	 */
	Visitor visit(URI server) {
		// With the paths of both, Selenium has nothing to look for and so nothing to
		// download.
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(this.driver.toFile())
			.usingAnyFreePort()
			.build();
		ChromeDriver chrome = new ChromeDriver(service, options(server));
		chrome.manage().timeouts().scriptTimeout(LONGEST_SCRIPT);
		return new Visitor(chrome, server);
	}

	private ChromeOptions options(URI server) {
		ChromeOptions options = new ChromeOptions();
		options.setBinary(this.program.toFile());
		options.addArguments("--headless=new", "--window-size=1280,800", "--force-device-scale-factor=1",
				// A scroll bar would take a part of the width that is tested.
				"--hide-scrollbars",
				// Shared memory is small in many containers.
				"--disable-dev-shm-usage",
				// Neither the pages nor the browser itself reach anything but Folio.
				"--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE " + server.getHost());
		if (System.getProperty("user.name").equals("root")) {
			// Chromium's sandbox refuses to be started by root, who builds in many
			// containers. It visits Folio alone.
			options.addArguments("--no-sandbox");
		}
		options.setExperimentalOption("browserStartupTimeout", TIME_TO_START.toMillis());
		// Tabs wait for their pages by themselves, so that several can load at once.
		options.setPageLoadStrategy(PageLoadStrategy.NONE);
		LoggingPreferences logging = new LoggingPreferences();
		logging.enable(LogType.BROWSER, Level.ALL);
		options.setCapability(ChromeOptions.LOGGING_PREFS, logging);
		return options;
	}

}
