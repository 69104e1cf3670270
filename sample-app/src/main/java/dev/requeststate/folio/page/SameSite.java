package dev.requeststate.folio.page;

import java.net.URI;
import java.net.URISyntaxException;

import dev.requeststate.servlet.RequestInfo;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * Keeps pages on other sites from acting in the reader's name.
 */
public final class SameSite {

	private SameSite() {
	}

	/**
	 * Refuse the request if a page of another origin has sent it, as far as the browser
	 * tells. One that says nothing of where a form comes from has sent it by itself, or
	 * is no browser, and has nobody's name to act in.
	 * @param reasonKey the key of the reason among the messages
	 * @throws PageProblem if it was
	 */
	public static void require(String reasonKey) {
		RequestInfo request = RequestInfo.current();
		if (!isSame(request.header("Sec-Fetch-Site"), request.header("Origin"), request.header("Referer"),
				request.header("Host"))) {
			throw new PageProblem(HttpStatus.FORBIDDEN, reasonKey);
		}
	}

	/**
	 * Whether a request comes from a page of this origin, or from no page. The first of
	 * these headers that there is decides: every browser of today sends that, and older
	 * ones the next or the one after it.
	 * @param site what the browser makes of it
	 * @param origin the origin of the page
	 * @param referer the address of the page
	 * @param host the host that was asked
	 */
	static boolean isSame(@Nullable String site, @Nullable String origin, @Nullable String referer,
			@Nullable String host) {
		if (site != null) {
			return site.equals("same-origin") || site.equals("none");
		}
		String from = (origin != null) ? origin : referer;
		return from == null || (host != null && host.equalsIgnoreCase(authority(from)));
	}

	// Whether by TLS or not is not said by the host: that is for the server's own
	// redirects.
	private static @Nullable String authority(String address) {
		try {
			return new URI(address).getRawAuthority();
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

}
