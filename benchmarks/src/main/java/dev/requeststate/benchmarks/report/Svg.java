package dev.requeststate.benchmarks.report;

import java.io.StringWriter;
import java.util.Locale;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A picture in SVG, element by element. Its colours are classes, so that they follow what
 * the reader's system prefers, light or dark; its text is text, in the reader's own font.
 */
final class Svg {

	/**
	 * Where a text is held.
	 */
	enum Anchor {

		START, MIDDLE, END

	}

	/** How many colours there are for lines. */
	static final int COLOURS = 6;

	// Line colours are those of Okabe and Ito, which colour-blind readers tell apart;
	// dark
	// grounds get their lighter half.
	private static final String STYLE = """

			text{font:12px system-ui,sans-serif;fill:#1f2328}
			.title{font-weight:600;font-size:14px}
			.section{font-weight:600}
			.muted{fill:#59636e}
			.ground{fill:#ffffff}
			.grid{stroke:#d1d9e0;stroke-width:1}
			.ours{fill:#0969da}
			.peer{fill:#818b98}
			.floor{fill:#c8d1da}
			.older{opacity:.5}
			path{fill:none;stroke-width:2}
			path.older{opacity:.8;stroke-dasharray:5 4}
			.c0{stroke:#0072b2}.c1{stroke:#d55e00}.c2{stroke:#009e73}.c3{stroke:#a84c85}.c4{stroke:#8a6d00}.c5{stroke:#59636e}
			@media (prefers-color-scheme:dark){
			text{fill:#f0f6fc}
			.muted{fill:#9198a1}
			.ground{fill:#0d1117}
			.grid{stroke:#3d444d}
			.ours{fill:#4493f8}
			.peer{fill:#7d8590}
			.floor{fill:#484f58}
			.c0{stroke:#56b4e9}.c1{stroke:#ff8c42}.c2{stroke:#2fc79a}.c3{stroke:#e39ac6}.c4{stroke:#e6c229}.c5{stroke:#9198a1}
			}
			""";

	private final StringWriter text = new StringWriter();

	private final XMLStreamWriter xml;

	/**
	 * Begin one.
	 * @param title what a reader is told who does not see it
	 */
	Svg(int width, int height, String title) {
		try {
			this.xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(this.text);
			this.xml.writeStartElement("svg");
			this.xml.writeDefaultNamespace("http://www.w3.org/2000/svg");
			attributes("viewBox", "0 0 " + width + " " + height, "width", width, "height", height, "role", "img");
			element("title", title);
			element("style", STYLE);
		}
		catch (XMLStreamException ex) {
			throw new IllegalStateException(ex);
		}
		rectangle(0, 0, width, height, "ground");
	}

	void rectangle(double x, double y, double width, double height, String style) {
		element("rect", "", "x", x, "y", y, "width", width, "height", height, "class", style);
	}

	void line(double fromX, double fromY, double toX, double toY, String style) {
		element("line", "", "x1", fromX, "y1", fromY, "x2", toX, "y2", toY, "class", style);
	}

	/**
	 * A line through points.
	 * @param points as SVG writes a path
	 */
	void path(String points, String style) {
		element("path", "", "d", points, "class", style);
	}

	void text(double x, double y, Anchor anchor, String style, String words) {
		element("text", words, "x", x, "y", y, "text-anchor", anchor.name().toLowerCase(Locale.ROOT), "class", style);
	}

	static String number(double value) {
		return String.format(Locale.ROOT, "%.1f", value);
	}

	private void element(String name, String content, Object... attributes) {
		try {
			this.xml.writeCharacters("\n");
			this.xml.writeStartElement(name);
			attributes(attributes);
			this.xml.writeCharacters(content);
			this.xml.writeEndElement();
		}
		catch (XMLStreamException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void attributes(Object... attributes) throws XMLStreamException {
		for (int i = 0; i < attributes.length; i += 2) {
			this.xml.writeAttribute(attributes[i].toString(),
					(attributes[i + 1] instanceof Double value) ? number(value) : attributes[i + 1].toString());
		}
	}

	/**
	 * End it.
	 * @return the whole file
	 */
	String end() {
		try {
			this.xml.writeCharacters("\n");
			this.xml.writeEndElement();
			this.xml.close();
		}
		catch (XMLStreamException ex) {
			throw new IllegalStateException(ex);
		}
		return this.text + "\n";
	}

}
