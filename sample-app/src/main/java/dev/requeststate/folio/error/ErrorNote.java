package dev.requeststate.folio.error;

import dev.requeststate.folio.page.Section;

/**
 * What a part of the application adds to the error page of a request of its own.
 *
 * @param subject what the request was about, for the title
 * @param section the section to show below the error
 */
public record ErrorNote(String subject, Section section) {
}
