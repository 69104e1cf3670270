package dev.requeststate.folio.page;

import tools.jackson.databind.json.JsonMapper;

/**
 * JSON that can stand inside a {@code script} element.
 */
public final class ScriptJson {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private ScriptJson() {
	}

	/**
	 * The value as JSON in which no character can end the script element, open a comment
	 * in it, or end a line of a script. All of these occur within JSON strings only,
	 * where they can be written as escapes.
	 * @param value anything that Jackson can write
	 */
	public static String of(Object value) {
		return MAPPER.writeValueAsString(value)
			.replace("&", "\\u0026")
			.replace("<", "\\u003c")
			.replace(">", "\\u003e")
			.replace("\u2028", "\\u2028")
			.replace("\u2029", "\\u2029");
	}

}
