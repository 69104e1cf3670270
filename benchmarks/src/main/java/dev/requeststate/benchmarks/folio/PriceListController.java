package dev.requeststate.benchmarks.folio;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The page that makes many calls on request state, and does little else: three for each
 * of its hundred lines, and one for the last.
 */
@RestController
class PriceListController {

	private static final int CHEAPEST = 510;

	private static final int DEAREST = 1500;

	private static final int STEP = 10;

	private final Customer customer;

	PriceListController(Customer customer) {
		this.customer = customer;
	}

	@GetMapping(path = "/price-list", produces = MediaType.TEXT_HTML_VALUE)
	String priceList() {
		StringBuilder html = new StringBuilder(8192).append("<!DOCTYPE html><title>Prices</title><table>\n");
		for (int cents = CHEAPEST; cents <= DEAREST; cents += STEP) {
			html.append("<tr><td>").append(this.customer.price(cents));
			html.append("<td>").append(this.customer.isReduced() ? "reduced" : "full");
			html.append("<td>").append(cents - this.customer.price(cents)).append('\n');
		}
		return html.append("</table><p>").append(this.customer.calls()).append(" calls</p>\n").toString();
	}

}
