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

CREATE TABLE orders (
	id VARCHAR(14) PRIMARY KEY,
	request_id VARCHAR(16) NOT NULL,
	placed_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL
);

CREATE TABLE order_line (
	order_id VARCHAR(14) NOT NULL REFERENCES orders (id),
	number INT NOT NULL,
	slug VARCHAR(80) NOT NULL,
	title VARCHAR(200) NOT NULL,
	quantity INT NOT NULL,
	price_cents INT NOT NULL,
	PRIMARY KEY (order_id, number)
);

CREATE TABLE order_confirmation (
	order_id VARCHAR(14) PRIMARY KEY REFERENCES orders (id),
	request_id VARCHAR(16) NOT NULL,
	locale VARCHAR(20) NOT NULL,
	subject VARCHAR(200) NOT NULL,
	sent_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL
);
