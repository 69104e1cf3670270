package dev.requeststate.folio.sbom;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A software bill of materials in the JSON of CycloneDX.
 */
final class Sbom {

	private final Map<String, Library> libraries = new HashMap<>();

	private final Map<String, List<String>> dependencies = new HashMap<>();

	private Sbom() {
	}

	static Sbom read(Path file) {
		return of(JsonMapper.shared().readTree(file.toFile()));
	}

	static Sbom of(JsonNode json) {
		Sbom sbom = new Sbom();
		for (JsonNode component : json.path("components")) {
			sbom.libraries.put(component.path("bom-ref").asString(), library(component));
		}
		for (JsonNode dependency : json.path("dependencies")) {
			List<String> targets = new ArrayList<>();
			dependency.path("dependsOn").forEach((target) -> targets.add(target.asString()));
			sbom.dependencies.put(dependency.path("ref").asString(), targets);
		}
		return sbom;
	}

	private static Library library(JsonNode component) {
		List<String> licences = new ArrayList<>();
		for (JsonNode choice : component.path("licenses")) {
			JsonNode licence = choice.path("license");
			JsonNode said = choice.has("expression") ? choice.path("expression")
					: licence.has("id") ? licence.path("id") : licence.path("name");
			licences.addAll(List.of(said.asString().split(" OR ")));
		}
		return new Library(component.path("group").asString(), component.path("name").asString(),
				component.path("version").asString(), licences);
	}

	Set<Library> libraries() {
		Set<Library> others = new TreeSet<>(this.libraries.values());
		others.removeIf(Library::isOurs);
		return others;
	}

	/**
	 * Returns the library of that name with all that it brings.
	 */
	Set<Library> broughtBy(String name) {
		Set<Library> brought = new TreeSet<>();
		this.libraries.forEach((reference, library) -> {
			if (library.name().equals(name)) {
				collect(reference, brought);
			}
		});
		return brought;
	}

	private void collect(String reference, Set<Library> brought) {
		Library library = this.libraries.get(reference);
		if (library != null && brought.add(library)) {
			this.dependencies.getOrDefault(reference, List.of()).forEach((target) -> collect(target, brought));
		}
	}

}
