package shop;

import java.util.function.Supplier;

/**
 * Code of an application, whose lines messages name.
 */
public final class Prices {

	private final Supplier<String> user;

	public Prices(Supplier<String> user) {
		this.user = user;
	}

	public String load() {
		return "10 for " + this.user.get();
	}

}
