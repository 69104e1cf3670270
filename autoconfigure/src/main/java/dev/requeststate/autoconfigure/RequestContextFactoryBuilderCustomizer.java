package dev.requeststate.autoconfigure;

import dev.requeststate.context.RequestContextFactory;

/**
 * Changes the builder that the application's {@link RequestContextFactory} is made of.
 * <p>
 * Beans of this type are called in their order, after the properties and the observers
 * were applied. A factory bean of the application's own gets the same builder injected.
 */
@FunctionalInterface
public interface RequestContextFactoryBuilderCustomizer {

	/**
	 * Change the builder.
	 * @param builder the builder
	 */
	void customize(RequestContextFactory.Builder builder);

}
