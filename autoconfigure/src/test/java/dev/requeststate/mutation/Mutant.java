package dev.requeststate.mutation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * One change that PIT made, and what became of it.
 */
record Mutant(Change change, int line, Fate fate) {

	/**
	 * Read the mutants of a report.
	 * @param report a {@code mutations.xml}
	 * @throws IllegalArgumentException if PIT has not finished, or writes something new
	 */
	static List<Mutant> in(Path report) throws IOException {
		NodeList elements = elements(report);
		List<Mutant> mutants = new ArrayList<>();
		for (int i = 0; i < elements.getLength(); i++) {
			Element element = (Element) elements.item(i);
			Fate.of(element.getAttribute("status"))
				.ifPresent(
						(fate) -> mutants.add(new Mutant(
								Change.of(text(element, "mutatedClass"), text(element, "mutatedMethod"),
										text(element, "description")),
								Integer.parseInt(text(element, "lineNumber")), fate)));
		}
		return mutants;
	}

	private static NodeList elements(Path report) throws IOException {
		try {
			return DocumentBuilderFactory.newInstance()
				.newDocumentBuilder()
				.parse(report.toFile())
				.getElementsByTagName("mutation");
		}
		catch (ParserConfigurationException | SAXException ex) {
			throw new IllegalArgumentException("Not a report of PIT: " + report, ex);
		}
	}

	private static String text(Element mutation, String name) {
		return mutation.getElementsByTagName(name).item(0).getTextContent();
	}

}
