package dev.requeststate.folio.browser;

import java.io.IOException;
import java.net.URI;

import dev.requeststate.folio.process.BuildOutput;
import dev.requeststate.folio.process.Container;
import dev.requeststate.folio.process.FolioForm;
import dev.requeststate.folio.process.FolioProcess;
import dev.requeststate.folio.process.ThreadKind;

/**
 * The packaged Folio as a process of its own, and somebody who visits it in Chromium.
 * Closing it ends both.
 */
final class VisitedFolio implements AutoCloseable {

	private final Chromium chromium;

	private final FolioProcess folio;

	private final Visitor visitor;

	private VisitedFolio(Chromium chromium, FolioProcess folio) {
		this.chromium = chromium;
		this.folio = folio;
		this.visitor = another();
	}

	/**
	 * Start both. Where Chromium is missing, the caller's tests are left out, or fail as
	 * {@link Chromium#require} says.
	 * @param name the name of the log's file, without its extension
	 * @param arguments for Folio
	 */
	static VisitedFolio start(String name, String... arguments) throws IOException {
		Chromium chromium = Chromium.require(name);
		BuildOutput build = BuildOutput.fromSystemProperties();
		FolioProcess folio = FolioProcess.start(
				FolioForm.PACKAGED.command(build, Container.TOMCAT, ThreadKind.PLATFORM, arguments),
				build.directory().resolve(name + ".log"));
		try {
			return new VisitedFolio(chromium, folio);
		}
		catch (RuntimeException ex) {
			folio.close();
			throw ex;
		}
	}

	/**
	 * Where it serves HTTP.
	 */
	URI uri() {
		return this.folio.uri();
	}

	/**
	 * The visitor that came with it.
	 */
	Visitor visitor() {
		return this.visitor;
	}

	/**
	 * Start a browser for somebody else, who closes it.
	 */
	Visitor another() {
		return this.chromium.visit(uri());
	}

	@Override
	public void close() {
		this.visitor.close();
		this.folio.close();
	}

}
