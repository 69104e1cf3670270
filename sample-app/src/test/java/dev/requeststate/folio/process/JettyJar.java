package dev.requeststate.folio.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Makes the executable jar that the build would make with Jetty's starter in place of
 * Tomcat's.
 */
final class JettyJar {

	private static final String LIBRARIES = "BOOT-INF/lib/";

	private JettyJar() {
	}

	/**
	 * Writes the jar.
	 * @param tomcatJar the executable jar that the build has made
	 * @param jetty the jars of Jetty and of its starter
	 * @param file where to write it; replaced if there is one
	 */
	static void write(Path tomcatJar, List<Path> jetty, Path file) throws IOException {
		Files.createDirectories(file.toAbsolutePath().getParent());
		try (ZipFile source = new ZipFile(tomcatJar.toFile());
				ZipOutputStream target = new ZipOutputStream(Files.newOutputStream(file))) {
			for (ZipEntry entry : Collections.list(source.entries())) {
				if (!entry.getName().startsWith(LIBRARIES) || !Container.TOMCAT.owns(Path.of(entry.getName()))) {
					copy(source, entry, target);
				}
			}
			for (Path library : jetty) {
				add(library, target);
			}
		}
	}

	private static void copy(ZipFile source, ZipEntry entry, ZipOutputStream target) throws IOException {
		ZipEntry copy = new ZipEntry(entry.getName());
		if (entry.getMethod() == ZipEntry.STORED) {
			stored(copy, entry.getSize(), entry.getCrc());
		}
		target.putNextEntry(copy);
		try (InputStream content = source.getInputStream(entry)) {
			content.transferTo(target);
		}
		target.closeEntry();
	}

	private static void add(Path library, ZipOutputStream target) throws IOException {
		byte[] content = Files.readAllBytes(library);
		CRC32 checksum = new CRC32();
		checksum.update(content);
		ZipEntry entry = new ZipEntry(LIBRARIES + library.getFileName());
		stored(entry, content.length, checksum.getValue());
		target.putNextEntry(entry);
		target.write(content);
		target.closeEntry();
	}

	// A nested jar is read where it lies, so it must not be compressed.
	private static void stored(ZipEntry entry, long size, long checksum) {
		entry.setMethod(ZipEntry.STORED);
		entry.setSize(size);
		entry.setCompressedSize(size);
		entry.setCrc(checksum);
	}

}
