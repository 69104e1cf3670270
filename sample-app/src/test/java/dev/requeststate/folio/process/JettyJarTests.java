package dev.requeststate.folio.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class JettyJarTests {

	@TempDir
	private Path directory;

	@Test
	void tomcatsJarsAreReplacedAndAllElseIsAsItWas() throws IOException {
		Path source = this.directory.resolve("folio.jar");
		try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(source))) {
			jar.putNextEntry(new ZipEntry("BOOT-INF/classes/application.yaml"));
			jar.write("spring:".getBytes(StandardCharsets.UTF_8));
			library(jar, "BOOT-INF/lib/spring-boot-tomcat-4.1.1.jar");
			library(jar, "BOOT-INF/lib/tomcat-embed-core-11.0.24.jar");
			library(jar, "BOOT-INF/lib/tomcat-embed-el-11.0.24.jar");
		}
		Path jetty = Files.writeString(this.directory.resolve("jetty-server-12.1.12.jar"), "jetty");
		Path target = this.directory.resolve("new/jetty.jar");
		JettyJar.write(source, List.of(jetty), target);
		try (ZipFile jar = new ZipFile(target.toFile())) {
			assertThat(jar.stream().map(ZipEntry::getName)).containsExactly("BOOT-INF/classes/application.yaml",
					"BOOT-INF/lib/tomcat-embed-el-11.0.24.jar", "BOOT-INF/lib/jetty-server-12.1.12.jar");
			assertThat(jar.stream().filter((entry) -> entry.getName().endsWith(".jar")))
				.allMatch((entry) -> entry.getMethod() == ZipEntry.STORED);
			assertThat(text(jar, "BOOT-INF/classes/application.yaml")).isEqualTo("spring:");
			assertThat(text(jar, "BOOT-INF/lib/jetty-server-12.1.12.jar")).isEqualTo("jetty");
		}
	}

	private static void library(ZipOutputStream jar, String name) throws IOException {
		byte[] content = name.getBytes(StandardCharsets.UTF_8);
		CRC32 checksum = new CRC32();
		checksum.update(content);
		ZipEntry entry = new ZipEntry(name);
		entry.setMethod(ZipEntry.STORED);
		entry.setSize(content.length);
		entry.setCrc(checksum.getValue());
		jar.putNextEntry(entry);
		jar.write(content);
	}

	private static String text(ZipFile jar, String name) throws IOException {
		try (InputStream content = jar.getInputStream(jar.getEntry(name))) {
			return new String(content.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
