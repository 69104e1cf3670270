package dev.requeststate.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one program has measured on one JDK. It is written to
 * {@code DIRECTORY/jdk-FEATURE/NAME.json}, and the report reads all there are.
 *
 * @param figures its figures, may be none
 * @param growths its plots, may be none
 */
public record Results(List<Figure> figures, List<Growth> growths) {

	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	/**
	 * Write them, and beside them what they were measured on.
	 * @param directory of all results, made where it is missing
	 * @param name of the program, as in {@code end-to-end}
	 * @return the file
	 * @throws IOException if it cannot be written
	 */
	public Path write(Path directory, String name) throws IOException {
		Path jdk = Files.createDirectories(directory.resolve("jdk-" + Runtime.version().feature()));
		Path file = jdk.resolve(name + ".json");
		JSON.writeValue(file.toFile(), this);
		Environment.here().writeBeside(file);
		return file;
	}

	/**
	 * Read them.
	 * @param file what {@link #write} has written
	 */
	public static Results read(Path file) {
		return JSON.readValue(file.toFile(), Results.class);
	}

}
