package dev.requeststate.folio.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Keeps the reviews in the database, through the session of the request.
 */
@Component
@Profile("!redis | postgres")
final class JdbcReviewStore implements ReviewStore {

	private static final CatalogSession session = CatalogSession.CURRENT.proxy(CatalogSession.class);

	@Override
	public void add(String slug, Review review) {
		session.call((client) -> client
			.sql("INSERT INTO review (slug, name, rating, text, written_on) "
					+ "VALUES (:slug, :name, :rating, :text, :written)")
			.param("slug", slug)
			.param("name", review.name())
			.param("rating", review.rating())
			.param("text", review.text())
			.param("written", review.writtenOn())
			.update());
	}

	@Override
	public List<Review> latest(String slug, int most) {
		return session.call((client) -> client
			.sql("SELECT name, rating, text, written_on FROM review WHERE slug = :slug ORDER BY id DESC LIMIT :most")
			.param("slug", slug)
			.param("most", most)
			.query(JdbcReviewStore::review)
			.list());
	}

	private static Review review(ResultSet row, int number) throws SQLException {
		return new Review(row.getString("name"), row.getInt("rating"), row.getString("text"),
				row.getObject("written_on", LocalDate.class));
	}

}
