-- The confirmations that are still to be sent. A row comes with its order, in one
-- transaction, and goes with what was sent, in another one.
CREATE TABLE order_outbox (
	order_id VARCHAR(14) PRIMARY KEY REFERENCES orders (id),
	language VARCHAR(20) NOT NULL,
	claimed_until TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE INDEX order_outbox_claimed ON order_outbox (claimed_until);
