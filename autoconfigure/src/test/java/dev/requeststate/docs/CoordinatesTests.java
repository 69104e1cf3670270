package dev.requeststate.docs;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

import org.springframework.boot.SpringBootVersion;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every block of XML is well formed, and names what this project publishes, and Spring
 * Boot, as they are.
 */
class CoordinatesTests {

	private static final String GROUP = "dev.requeststate";

	private static final Pattern SKIPPED = Pattern.compile("<maven.deploy.skip>true</maven.deploy.skip>");

	@TestFactory
	Stream<DynamicTest> everyDependencyIsThere() {
		return Documents.all()
			.stream()
			.flatMap((document) -> Documents.blocks(Documents.read(document), "xml")
				.stream()
				.map((block) -> DynamicTest.dynamicTest(Documents.name(document),
						() -> assertThat(wrong(block)).isEmpty())));
	}

	@Test
	void whatIsNotThereIsFound() {
		String dependency = "<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version></dependency>";
		String starter = "request-state-spring-boot-starter";
		assertThat(wrong(dependency.formatted(GROUP, starter, MavenNames.version()))).isEmpty();
		assertThat(wrong(dependency.formatted(GROUP, starter, "0.0.9"))).containsExactly(starter + ":0.0.9");
		assertThat(wrong(dependency.formatted(GROUP, "request-state", MavenNames.version()))).hasSize(1);
		assertThat(wrong(dependency.formatted(GROUP, "request-state-benchmarks", MavenNames.version()))).hasSize(1);
		assertThat(wrong("<parent><groupId>org.springframework.boot</groupId>"
				+ "<artifactId>spring-boot-starter-parent</artifactId><version>4.0.0</version></parent>"))
			.containsExactly("spring-boot-starter-parent:4.0.0");
		assertThat(wrong("<dependency>")).hasSize(1);
	}

	private static List<String> wrong(String xml) {
		List<String> wrong = new ArrayList<>();
		try {
			NodeList groups = parse("<block>" + xml + "</block>").getElementsByTagName("groupId");
			for (int i = 0; i < groups.getLength(); i++) {
				Element coordinates = (Element) groups.item(i).getParentNode();
				String artifact = text(coordinates, "artifactId");
				String version = text(coordinates, "version");
				switch (groups.item(i).getTextContent()) {
					case GROUP -> {
						if (!published().contains(artifact) || !version.equals(MavenNames.version())) {
							wrong.add(artifact + ":" + version);
						}
					}
					case "org.springframework.boot" -> {
						if (!version.isEmpty() && !version.equals(SpringBootVersion.getVersion())) {
							wrong.add(artifact + ":" + version);
						}
					}
					default -> {
					}
				}
			}
		}
		catch (SAXException ex) {
			wrong.add(ex.getMessage());
		}
		return wrong;
	}

	private static String text(Element coordinates, String name) {
		NodeList elements = coordinates.getElementsByTagName(name);
		return (elements.getLength() == 0) ? "" : elements.item(0).getTextContent();
	}

	private static List<String> published() {
		return MavenNames.modules()
			.stream()
			.map((module) -> Documents.read(module.resolve("pom.xml")))
			.filter((pom) -> !SKIPPED.matcher(pom).find())
			.map((pom) -> Documents.find(Pattern.compile("</parent>\\s*<artifactId>([^<]+)"), pom).get(0).group(1))
			.toList();
	}

	private static Document parse(String xml) throws SAXException {
		try {
			DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
			builder.setErrorHandler(new DefaultHandler());
			return builder.parse(new InputSource(new StringReader(xml)));
		}
		catch (IOException | ParserConfigurationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
