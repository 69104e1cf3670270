package dev.requeststate.folio.isolation;

import dev.requeststate.folio.playground.ConditionalOnPlayground;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells what the task after a response has found.
 */
@RestController
@ConditionalOnPlayground
class AfterNotesController {

	private final AfterNotes notes;

	AfterNotesController(AfterNotes notes) {
		this.notes = notes;
	}

	/**
	 * The note; status 404 for as long as there is none.
	 */
	@GetMapping("/isolation/after/{token}")
	ResponseEntity<AfterNote> note(@PathVariable String token) {
		return ResponseEntity.ofNullable(this.notes.of(token));
	}

}
