package dev.requeststate.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The sample's jar, unpacked: its classes, and its libraries with ours among them.
 */
final class PackagedSample {

	private static final String OURS = "request-state-";

	private static final Pattern INDEXED = Pattern.compile("\"BOOT-INF/(lib/[^\"]+)\"");

	// Of what our poms name, what an application of Spring Boot has anyway: the first
	// comes with spring-core, the second with spring-boot-starter.
	private static final Set<String> BROUGHT_BY_BOOT = Set.of("org.jspecify:jspecify", "org.slf4j:slf4j-api",
			"org.springframework.boot:spring-boot-starter", "org.springframework.boot:spring-boot-autoconfigure");

	private final Path jar;

	private final Path classes;

	private final List<Path> libraries = new ArrayList<>();

	/**
	 * Unpack it.
	 * @param jar what {@code spring-boot:repackage} has made
	 * @param directory an empty directory
	 * @throws IllegalArgumentException if it is not the sample
	 */
	PackagedSample(Path jar, Path directory) throws IOException {
		this.jar = jar;
		this.classes = directory.resolve("classes");
		Unpacked.copy(jar, "BOOT-INF", directory);
		// In the order that the jar itself would have them in.
		Matcher indexed = INDEXED.matcher(Files.readString(directory.resolve("classpath.idx")));
		while (indexed.find()) {
			this.libraries.add(directory.resolve(indexed.group(1)));
		}
		if (ours().isEmpty()) {
			throw new IllegalArgumentException(jar + " is not the packaged sample: it has no library '" + OURS + "'");
		}
	}

	private static boolean isOurs(Path library) {
		return library.getFileName().toString().startsWith(OURS);
	}

	private List<Path> ours() {
		return this.libraries.stream().filter(PackagedSample::isOurs).toList();
	}

	/**
	 * The class path of the sample with our libraries.
	 */
	List<Path> with() {
		List<Path> classPath = new ArrayList<>(List.of(this.classes));
		classPath.addAll(this.libraries);
		return classPath;
	}

	/**
	 * The class path of the sample without our libraries.
	 */
	List<Path> without() {
		return with().stream().filter((entry) -> !isOurs(entry)).toList();
	}

	/**
	 * The bytes of the whole jar.
	 */
	long size() throws IOException {
		return Files.size(this.jar);
	}

	/**
	 * The bytes of our libraries in it.
	 */
	long librarySize() throws IOException {
		long size = 0;
		for (Path library : ours()) {
			size += Files.size(library);
		}
		return size;
	}

	/**
	 * What our libraries need, by their own poms, and Spring Boot does not bring.
	 * @return group and artifact of each
	 */
	Set<String> dependenciesAdded() throws IOException {
		Set<String> added = new TreeSet<>();
		for (Path library : ours()) {
			try (JarFile file = new JarFile(library.toFile())) {
				List<JarEntry> poms = file.stream().filter((entry) -> entry.getName().endsWith("/pom.xml")).toList();
				if (poms.size() != 1) {
					throw new IllegalStateException(library + " should have one pom, but has " + poms);
				}
				try (InputStream pom = file.getInputStream(poms.get(0))) {
					added.addAll(dependencies(pom));
				}
			}
		}
		added.removeIf((dependency) -> dependency.startsWith("dev.requeststate:"));
		added.removeAll(BROUGHT_BY_BOOT);
		return added;
	}

	private static List<String> dependencies(InputStream pom) throws IOException {
		try {
			NodeList found = DocumentBuilderFactory.newInstance()
				.newDocumentBuilder()
				.parse(pom)
				.getElementsByTagName("dependency");
			List<String> dependencies = new ArrayList<>();
			for (int i = 0; i < found.getLength(); i++) {
				Element dependency = (Element) found.item(i);
				if (!text(dependency, "optional").equals("true") && !text(dependency, "scope").equals("test")) {
					dependencies.add(text(dependency, "groupId") + ':' + text(dependency, "artifactId"));
				}
			}
			return dependencies;
		}
		catch (ParserConfigurationException | SAXException ex) {
			throw new IOException(ex);
		}
	}

	private static String text(Element element, String child) {
		NodeList found = element.getElementsByTagName(child);
		return (found.getLength() > 0) ? found.item(0).getTextContent() : "";
	}

}
