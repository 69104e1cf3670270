package dev.requeststate.folio.soak;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

import dev.requeststate.folio.isolation.suite.IsolationTraffic;
import dev.requeststate.folio.process.BuildOutput;
import dev.requeststate.folio.process.Container;
import dev.requeststate.folio.process.FolioForm;
import dev.requeststate.folio.process.FolioProcess;
import dev.requeststate.folio.process.LiveHeap;
import dev.requeststate.folio.process.ThreadKind;

/**
 * One life of an instance of the packaged Folio, with little memory. Usable by several
 * threads at once. Closing ends it.
 */
final class RunningInstance implements AutoCloseable {

	// Softly reachable objects go at each collection, so that what is left is comparable.
	private static final List<String> OPTIONS = List.of("-Xmx160m", "-XX:SoftRefLRUPolicyMSPerMB=0",
			"-XX:+ExitOnOutOfMemoryError");

	// It shares the machine with all that goes on.
	private static final Duration TIME_TO_START = Duration.ofMinutes(10);

	private final String name;

	private final FolioProcess process;

	private final IsolationTraffic traffic;

	private final AtomicLong requests = new AtomicLong();

	private RunningInstance(String name, FolioProcess process, IsolationTraffic traffic) {
		this.name = name;
		this.process = process;
		this.traffic = traffic;
	}

	/**
	 * Start one, and wait until it serves and has loaded its classes.
	 * @param name its name, in those of files
	 */
	static RunningInstance start(BuildOutput build, String name, ThreadKind threads, List<String> arguments)
			throws IOException, InterruptedException {
		Path log = build.directory().resolve("soak-" + name + ".log");
		List<String> command = FolioForm.PACKAGED.command(OPTIONS, build, Container.TOMCAT, threads,
				arguments.toArray(String[]::new));
		FolioProcess process = FolioProcess.start(command, log, TIME_TO_START);
		try {
			RunningInstance instance = new RunningInstance(name, process,
					new IsolationTraffic("soak-" + name, process.uri(), build.directory()));
			instance.warmUp();
			return instance;
		}
		catch (IOException | RuntimeException ex) {
			process.close();
			throw ex;
		}
	}

	private void warmUp() throws IOException, InterruptedException {
		this.traffic.warmUp(ThreadLocalRandom.current().nextLong());
		ShopClient client = new ShopClient("en");
		for (String page : BrowseVisit.PAGES) {
			client.get(uri(), page);
		}
	}

	String name() {
		return this.name;
	}

	URI uri() {
		return this.process.uri();
	}

	IsolationTraffic traffic() {
		return this.traffic;
	}

	/**
	 * Note that a request is sent to it.
	 */
	void count() {
		this.requests.incrementAndGet();
	}

	/**
	 * Have it collect its garbage, and measure what is left.
	 * @throws IOException if it is gone
	 */
	HeapSample sample() throws IOException, InterruptedException {
		return new HeapSample(this.requests.get(), new LiveHeap(this.process.handle()).bytes());
	}

	boolean isAlive() {
		return this.process.handle().isAlive();
	}

	/**
	 * End it in the middle of whatever it does, with no chance to tidy up.
	 */
	void kill() {
		this.process.handle().destroyForcibly();
		this.process.handle().onExit().join();
		this.process.close();
	}

	/**
	 * Returns the last lines that it has written.
	 */
	String tail() {
		return this.process.log().tail();
	}

	@Override
	public void close() {
		this.process.close();
	}

}
