package dev.requeststate.folio.playground;

import dev.requeststate.folio.page.Texts;
import dev.requeststate.servlet.RequestInfo;
import dev.requeststate.servlet.ResponseHeaders;
import org.apache.commons.codec.digest.DigestUtils;

import org.springframework.stereotype.Service;

/**
 * A server action that knows its request without being given it. That it has succeeded
 * stands in the header {@code X-Server-Action-Success} of the answer.
 */
@Service
class RequestInfoAction {

	private static final String SUCCESS = "X-Server-Action-Success";

	// Switched on while Folio runs, this needs a library that was never used before.
	private static final boolean WITH_DIGEST = false;

	private final Texts texts;

	RequestInfoAction(Texts texts) {
		this.texts = texts;
	}

	/**
	 * Run the action for the current request.
	 * @return what came of it, in the reader's language
	 */
	String run() {
		RequestInfo request = RequestInfo.current();
		String result = this.texts.get("info.action.result", request.method(), request.path(), request.id());
		if (WITH_DIGEST) {
			result += ' ' + this.texts.get("info.action.digest", DigestUtils.sha256Hex(request.id()));
		}
		ResponseHeaders.current().set(SUCCESS, "true");
		return result;
	}

}
