package dev.requeststate.folio.page;

/**
 * A page of the playground, to which every document leads. A bean, which is there when
 * the page is.
 *
 * @param path where the page is
 * @param titleKey the key of its title among the messages
 */
public record PlaygroundLink(String path, String titleKey) {
}
