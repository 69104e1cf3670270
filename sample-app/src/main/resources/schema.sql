CREATE TABLE book (
	slug VARCHAR(80) PRIMARY KEY,
	title VARCHAR(200) NOT NULL,
	author VARCHAR(120) NOT NULL,
	author_sort VARCHAR(40) NOT NULL,
	published INT NOT NULL,
	shelf VARCHAR(20) NOT NULL,
	price_cents INT NOT NULL,
	pick BOOLEAN NOT NULL,
	blurb_en VARCHAR(400) NOT NULL,
	blurb_de VARCHAR(400) NOT NULL
);

CREATE INDEX book_shelf ON book (shelf);
CREATE INDEX book_author ON book (author);
