package dev.requeststate.folio.shop;

import dev.requeststate.folio.catalog.Reviews;
import dev.requeststate.folio.page.SameSite;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/**
 * One book, and the server action that reviews it.
 */
@Controller
class BookController {

	private final BookPage page;

	private final ShownBooks shown;

	private final Reviews reviews;

	BookController(BookPage page, ShownBooks shown, Reviews reviews) {
		this.page = page;
		this.shown = shown;
		this.reviews = reviews;
	}

	@GetMapping("/books/{slug}")
	View book(@PathVariable String slug) {
		return this.page.render(slug, ReviewForm.EMPTY);
	}

	@PostMapping("/books/{slug}/reviews")
	ModelAndView review(@PathVariable String slug, @RequestParam(defaultValue = "") String name,
			@RequestParam(defaultValue = "") String rating, @RequestParam(defaultValue = "") String text) {
		SameSite.require("problem.cross-site-review");
		String book = this.shown.get(slug).book().slug();
		ReviewForm form = ReviewForm.of(name, rating, text);
		if (!form.problems().isEmpty()) {
			ModelAndView again = new ModelAndView(this.page.render(book, form));
			again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
			return again;
		}
		this.reviews.add(book, form.review());
		RedirectView reviewed = new RedirectView("/books/" + book + "?reviewed=true#reviews", true);
		reviewed.setStatusCode(HttpStatus.SEE_OTHER);
		return new ModelAndView(reviewed);
	}

}
