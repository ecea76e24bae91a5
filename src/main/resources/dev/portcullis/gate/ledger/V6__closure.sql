-- The times in which the gateway is closed to every call. A gate that starts reads the one that is open.
CREATE TABLE closure (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    closed_at   timestamptz NOT NULL,
    closed_by   text NOT NULL,
    reason      text NOT NULL CHECK (length(reason) <= 200),
    refused     tally NOT NULL DEFAULT 0,
    cut         tally NOT NULL DEFAULT 0,
    reopened_at timestamptz CHECK (reopened_at >= closed_at),
    reopened_by text,
    CHECK ((reopened_at IS NULL) = (reopened_by IS NULL))
);
CREATE UNIQUE INDEX closure_open ON closure ((true)) WHERE reopened_at IS NULL;
