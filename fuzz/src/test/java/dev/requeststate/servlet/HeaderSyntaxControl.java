package dev.requeststate.servlet;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;

/**
 * Checks of somebody who thinks of line breaks alone, as they are before they are cut to
 * bytes.
 */
public final class HeaderSyntaxControl {

	private static final HeaderChecks checks = new HeaderChecks(HeaderSyntax::name, HeaderSyntaxControl::noLineBreak,
			HeaderSyntaxControl::noLineBreak, HeaderSyntaxControl::noLineBreak);

	private HeaderSyntaxControl() {
	}

	private static void noLineBreak(String value) {
		if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
			throw new IllegalArgumentException("Illegal character 0x0A at index 0 in the value of header 'X-Fuzz'");
		}
	}

	public static void fuzzerTestOneInput(FuzzedDataProvider data) {
		checks.verify(data.consumeRemainingAsString());
	}

}
