package dev.requeststate.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A response as it came over the wire, read byte by byte: what a container would forgive
 * is a finding here.
 *
 * @param status the status
 * @param headers the lines of the head behind the status line, in their order
 */
record WireResponse(int status, List<Header> headers) {

	private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.1 ([1-5][0-9]{2})( [\\x20-\\x7E]*)?");

	private static final Pattern HEADER_LINE = Pattern
		.compile("([!#$%&'*+\\-.^_`|~0-9A-Za-z]+):[ \\t]*([\\t\\x20-\\x7E\\x80-\\xFF]*?)[ \\t]*");

	private static final int MOST = 1 << 20;

	/**
	 * Read one response.
	 * @throws EOFException if there is none
	 */
	static WireResponse read(InputStream in) throws IOException {
		String statusLine = line(in);
		Matcher status = STATUS_LINE.matcher(statusLine);
		Finding.unless(status.matches(), "A response begins with its status", statusLine);
		List<Header> headers = new ArrayList<>();
		for (String line = line(in); !line.isEmpty(); line = line(in)) {
			Matcher header = HEADER_LINE.matcher(line);
			Finding.unless(header.matches(), "A line of the head is a header", line);
			headers.add(new Header(header.group(1), header.group(2)));
		}
		WireResponse response = new WireResponse(Integer.parseInt(status.group(1)), headers);
		response.skipBody(in);
		return response;
	}

	// Up to CR LF. Neither of the two stands alone.
	private static String line(InputStream in) throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (int octet = in.read(); octet != '\r'; octet = in.read()) {
			if (octet < 0) {
				throw new EOFException("The connection has ended");
			}
			Finding.unless(octet != '\n' && line.size() < MOST, "A line ends with CR LF", line);
			line.write(octet);
		}
		int end = in.read();
		Finding.unless(end == '\n', "A line ends with CR LF", line, end);
		return line.toString(StandardCharsets.ISO_8859_1);
	}

	private void skipBody(InputStream in) throws IOException {
		List<String> length = values("Content-Length");
		if (!length.isEmpty()) {
			Finding.unless(length.size() == 1, "A response has one length", length);
			in.skipNBytes(Long.parseLong(length.get(0)));
		}
		else if (values("Transfer-Encoding").equals(List.of("chunked"))) {
			for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
				in.skipNBytes(size);
				Finding.unless(line(in).isEmpty(), "A chunk ends where it says");
			}
			Finding.unless(line(in).isEmpty(), "Nothing comes behind the last chunk");
		}
		else {
			in.transferTo(OutputStream.nullOutputStream());
		}
	}

	/**
	 * Whether the server says that it takes no other request on this connection.
	 */
	boolean isLast() {
		return values("Connection").contains("close")
				|| (values("Content-Length").isEmpty() && values("Transfer-Encoding").isEmpty());
	}

	/**
	 * The values of a header, in their order.
	 * @param name its name in any case
	 */
	List<String> values(String name) {
		return this.headers.stream()
			.filter((header) -> header.name().equalsIgnoreCase(name))
			.map(Header::value)
			.toList();
	}

	/**
	 * One line of the head.
	 *
	 * @param name what stands before the colon
	 * @param value what stands behind it, without the spaces around it; one byte is one
	 * character
	 */
	record Header(String name, String value) {
	}

}
