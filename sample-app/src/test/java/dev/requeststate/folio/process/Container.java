package dev.requeststate.folio.process;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The servlet container that Folio is run on. Its starter decides, so Folio on Jetty has
 * Jetty's jars in place of Tomcat's; all else is the same.
 */
public enum Container {

	TOMCAT("(spring-boot-(starter-)?tomcat|tomcat-embed-(core|websocket)).*"),

	JETTY("(spring-boot-(starter-)?jetty|jetty-|jakarta\\.(servlet|websocket)-).*");

	private final Pattern jars;

	Container(String jars) {
		this.jars = Pattern.compile(jars);
	}

	/**
	 * Whether the jar is part of this container or of its starter.
	 */
	public boolean owns(Path jar) {
		return this.jars.matcher(jar.getFileName().toString()).matches();
	}

	/**
	 * Returns what the process says when it serves HTTP.
	 */
	public String greeting() {
		return name().charAt(0) + toString().substring(1) + " started on port";
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
