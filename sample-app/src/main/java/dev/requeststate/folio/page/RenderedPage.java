package dev.requeststate.folio.page;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.View;

/**
 * A whole page, ready to be written. Nothing is rendered any more once there is one, so
 * it can be handed from the thread that made it to the one that answers.
 */
public final class RenderedPage implements View {

	/**
	 * The content type of every page.
	 */
	public static final String CONTENT_TYPE = "text/html;charset=UTF-8";

	private static final int PIECE = 2048;

	private final byte[] html;

	private final Locale locale;

	RenderedPage(String html, Locale locale) {
		this.locale = locale;
		this.html = html.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public String getContentType() {
		return CONTENT_TYPE;
	}

	@Override
	public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		response.setContentType(CONTENT_TYPE);
		response.setLocale(this.locale);
		response.setContentLength(this.html.length);
		response.getOutputStream().write(this.html);
	}

	/**
	 * Write the page piece by piece, each sent to the client before the next is written.
	 * @param out where to write; not closed
	 * @throws IOException if the client is gone
	 */
	public void stream(OutputStream out) throws IOException {
		for (int from = 0; from < this.html.length; from += PIECE) {
			out.write(this.html, from, Math.min(PIECE, this.html.length - from));
			out.flush();
		}
	}

	@Override
	public String toString() {
		return new String(this.html, StandardCharsets.UTF_8);
	}

}
