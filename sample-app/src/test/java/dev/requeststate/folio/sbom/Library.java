package dev.requeststate.folio.sbom;

import java.util.List;
import java.util.Set;

/**
 * One library of a bill of materials.
 *
 * @param group the Maven group
 * @param name the Maven artifact
 * @param version the version that was resolved
 * @param licences what its POM says, as SPDX identifiers where there are such; several
 * are a choice, as is usual in Maven
 */
record Library(String group, String name, String version, List<String> licences) implements Comparable<Library> {

	private static final String OURS = "dev.requeststate";

	boolean isOurs() {
		return this.group.equals(OURS);
	}

	/**
	 * Returns whether whoever uses it can choose one of these licences.
	 */
	boolean hasOneOf(Set<String> accepted) {
		return this.licences.stream().anyMatch(accepted::contains);
	}

	@Override
	public int compareTo(Library other) {
		return toString().compareTo(other.toString());
	}

	@Override
	public String toString() {
		return this.group + ":" + this.name + ":" + this.version;
	}

}
