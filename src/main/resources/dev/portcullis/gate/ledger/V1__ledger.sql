-- The ledger: how much each key may spend, and what it has spent.
--
-- Money is whole millionths of a US dollar. Every time is the gate's and passed in, so that two gates, a test and a
-- jumping clock are all the same to these functions. Days are calendar days in the zone of the key or of the gateway;
-- a month is named by its first day, and the one "total" by -infinity.
--
-- Locks are taken in one order, so that nobody waits in a circle: the key's meter, the gateway's day, its month. The
-- meter is the key's mutex: whoever reserves or settles for a key holds it, so a budget that was read is still true
-- when it is written.

CREATE DOMAIN micro_usd AS bigint CHECK (VALUE >= 0);
CREATE DOMAIN tally AS bigint CHECK (VALUE >= 0);
CREATE TYPE period AS ENUM ('day', 'month', 'total');
CREATE TYPE scope AS ENUM ('read', 'keys', 'all');
-- settled: at the reported usage. estimated: at the reservation or at what was seen, since no usage was reported.
-- expired: at the reservation, because nobody came back. released: nothing was used.
CREATE TYPE outcome AS ENUM ('settled', 'estimated', 'expired', 'released');

CREATE TABLE client (
    name       text PRIMARY KEY CHECK (name ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' AND length(name) <= 30),
    created_at timestamptz NOT NULL
);

CREATE TABLE virtual_key (
    id                  text PRIMARY KEY CHECK (id ~ '^[a-z0-9]{8}$'),
    version             bigint NOT NULL DEFAULT 1,
    name                text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    client              text NOT NULL REFERENCES client,
    models              text[] NOT NULL CHECK (cardinality(models) > 0),
    capabilities        text[] NOT NULL CHECK (cardinality(capabilities) > 0),
    time_zone           text NOT NULL CHECK (time_zone <> ''),
    requests_per_minute bigint CHECK (requests_per_minute > 0),
    tokens_per_minute   bigint CHECK (tokens_per_minute > 0),
    in_flight           bigint CHECK (in_flight > 0),
    created_at          timestamptz NOT NULL,
    expires_at          timestamptz CHECK (expires_at > created_at),
    revoked_at          timestamptz
);
-- A revoked key leaves its name free.
CREATE UNIQUE INDEX virtual_key_name ON virtual_key (name) WHERE revoked_at IS NULL;

CREATE TABLE key_secret (
    hash        bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
    key_id      text NOT NULL REFERENCES virtual_key,
    created_at  timestamptz NOT NULL,
    valid_until timestamptz
);
CREATE INDEX key_secret_key ON key_secret (key_id);
CREATE UNIQUE INDEX key_secret_lasting ON key_secret (key_id) WHERE valid_until IS NULL;

-- A gate may remember a key, because reserve() tells it when what it remembers is no longer true: whatever changes a key
-- or its secrets changes its version.
CREATE FUNCTION next_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.version := OLD.version + 1;
    RETURN NEW;
END $$;
CREATE TRIGGER virtual_key_version BEFORE UPDATE ON virtual_key FOR EACH ROW EXECUTE FUNCTION next_version();
CREATE FUNCTION version_of_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE virtual_key SET version = version WHERE id = NEW.key_id;
    RETURN NULL;
END $$;
CREATE TRIGGER key_secret_version AFTER INSERT OR UPDATE ON key_secret FOR EACH ROW EXECUTE FUNCTION version_of_key();

CREATE TABLE budget (
    key_id text NOT NULL REFERENCES virtual_key,
    period period NOT NULL,
    amount micro_usd NOT NULL,
    PRIMARY KEY (key_id, period)
);

-- Counters are kept for every period, with or without a budget, so that a budget set later counts from the start.
CREATE TABLE key_spend (
    key_id    text NOT NULL REFERENCES virtual_key,
    period    period NOT NULL,
    starts_on date NOT NULL,
    settled   micro_usd NOT NULL DEFAULT 0,
    reserved  micro_usd NOT NULL DEFAULT 0,
    PRIMARY KEY (key_id, period, starts_on),
    CHECK ((period = 'total') = (starts_on = '-infinity')),
    CHECK (period <> 'month' OR extract(day FROM starts_on) = 1)
) WITH (fillfactor = 50);

CREATE TABLE gateway_spend (
    period    period NOT NULL CHECK (period <> 'total'),
    starts_on date NOT NULL,
    settled   micro_usd NOT NULL DEFAULT 0,
    reserved  micro_usd NOT NULL DEFAULT 0,
    PRIMARY KEY (period, starts_on),
    CHECK (period <> 'month' OR extract(day FROM starts_on) = 1)
) WITH (fillfactor = 50);

-- A key's use of its limits in one minute of the clock.
CREATE TABLE key_meter (
    key_id   text PRIMARY KEY REFERENCES virtual_key,
    minute   timestamptz NOT NULL,
    requests tally NOT NULL DEFAULT 0,
    tokens   tally NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

-- Calls that are under way.
CREATE TABLE reservation (
    id          uuid PRIMARY KEY,
    key_id      text NOT NULL REFERENCES virtual_key,
    client      text NOT NULL REFERENCES client,
    model       text NOT NULL,
    capability  text NOT NULL,
    amount      micro_usd NOT NULL,
    tokens      tally NOT NULL,
    key_day     date NOT NULL,
    gateway_day date NOT NULL,
    opened_at   timestamptz NOT NULL,
    lease_until timestamptz NOT NULL
);
CREATE INDEX reservation_key ON reservation (key_id);
CREATE INDEX reservation_lease ON reservation (lease_until);

-- Calls that are over: exactly one row each, whatever happened.
CREATE TABLE ledger (
    id             uuid PRIMARY KEY,
    key_id         text NOT NULL REFERENCES virtual_key,
    client         text NOT NULL REFERENCES client,
    model          text NOT NULL,
    capability     text NOT NULL,
    outcome        outcome NOT NULL,
    reserved       micro_usd NOT NULL,
    cost           micro_usd NOT NULL,
    input          tally NOT NULL,
    output         tally NOT NULL,
    cache_read     tally NOT NULL,
    cache_write_5m tally NOT NULL,
    cache_write_1h tally NOT NULL,
    images         tally NOT NULL,
    key_day        date NOT NULL,
    gateway_day    date NOT NULL,
    opened_at      timestamptz NOT NULL,
    settled_at     timestamptz NOT NULL,
    CHECK (outcome <> 'released' OR cost = 0),
    CHECK (outcome <> 'expired' OR cost = reserved)
);
CREATE INDEX ledger_day ON ledger (gateway_day);
CREATE INDEX ledger_key ON ledger (key_id, gateway_day);

-- The one named "first" comes from a credential file.
CREATE TABLE admin_key (
    name       text PRIMARY KEY
        CHECK (name ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' AND length(name) <= 30 AND name <> 'first'),
    scope      scope NOT NULL,
    hash       bytea NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
    created_at timestamptz NOT NULL
);

CREATE TABLE audit (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL,
    admin   text NOT NULL,
    act     text NOT NULL,
    subject text NOT NULL,
    details jsonb NOT NULL
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% keeps every row as it was written', TG_TABLE_NAME;
END $$;
CREATE TRIGGER audit_is_kept BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_is_kept BEFORE DELETE ON ledger FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Brings a key's meter to the minute of p_at and holds it. A minute earlier by a clock that is a little behind counts
-- in the later one; a meter that is far ahead of p_at was written by a clock that has been put right since.
CREATE FUNCTION hold_meter(p_key text, p_at timestamptz) RETURNS key_meter LANGUAGE plpgsql AS $$
DECLARE
    meter key_meter;
    now_minute timestamptz := date_trunc('minute', p_at, 'UTC');
BEGIN
    SELECT * INTO STRICT meter FROM key_meter WHERE key_id = p_key FOR UPDATE;
    IF meter.minute < now_minute OR meter.minute > now_minute + interval '2 minutes' THEN
        meter.minute := now_minute;
        meter.requests := 0;
        meter.tokens := 0;
    END IF;
    RETURN meter;
END $$;

-- Adds to the counters of one call's periods, the gateway's last. Amounts may be negative, sums may not: see micro_usd.
CREATE FUNCTION count_spend(p_key text, p_key_day date, p_gateway_day date, p_reserved bigint, p_settled bigint)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO key_spend AS s (key_id, period, starts_on, settled, reserved)
    SELECT p_key, p.period, p.starts_on, greatest(p_settled, 0), greatest(p_reserved, 0)
    FROM (VALUES ('day'::period, p_key_day),
                 ('month', date_trunc('month', p_key_day)::date),
                 ('total', '-infinity'::date)) AS p (period, starts_on)
    ON CONFLICT (key_id, period, starts_on)
    DO UPDATE SET settled = s.settled + p_settled, reserved = s.reserved + p_reserved;
    INSERT INTO gateway_spend AS s (period, starts_on, settled, reserved)
    SELECT p.period, p.starts_on, greatest(p_settled, 0), greatest(p_reserved, 0)
    FROM (VALUES ('day'::period, p_gateway_day),
                 ('month', date_trunc('month', p_gateway_day)::date)) AS p (period, starts_on)
    ON CONFLICT (period, starts_on)
    DO UPDATE SET settled = s.settled + p_settled, reserved = s.reserved + p_reserved;
END $$;

-- Commits without waiting for the disk, so that nobody else waits for it either: all calls meet in the gateway's
-- counters, and a row stays locked until its transaction's commit has returned. Each caller says why it may.
CREATE FUNCTION do_not_wait_for_disk() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('synchronous_commit', 'off', true);
END $$;

-- Sets money aside for one call, or says what there is no room in. verdict is one of
--   reserved, changed (the key is not as it was remembered), gone (it has expired), requests, tokens, in_flight,
--   key_budget, gateway_cap
-- and for the last two budget_* say which one and how it stands; the meter's figures are after this call.
-- Nothing may be done with a reservation before wait_for_disk() has returned on the same connection. Whoever sees it
-- earlier and counts on it has its own commit further on in the log, which is written to the disk in order.
CREATE FUNCTION reserve(
    p_id uuid, p_key text, p_version bigint, p_model text, p_capability text, p_amount bigint, p_tokens bigint,
    p_key_day date, p_gateway_day date, p_cap_day bigint, p_cap_month bigint, p_at timestamptz, p_lease_until timestamptz,
    OUT verdict text, OUT budget_period period, OUT budget_amount bigint, OUT budget_settled bigint,
    OUT budget_reserved bigint, OUT meter_minute timestamptz, OUT meter_requests bigint, OUT meter_tokens bigint)
LANGUAGE plpgsql AS $$
DECLARE
    k virtual_key;
    meter key_meter;
BEGIN
    PERFORM do_not_wait_for_disk();
    meter := hold_meter(p_key, p_at);
    meter_minute := meter.minute;
    meter_requests := meter.requests;
    meter_tokens := meter.tokens;
    SELECT * INTO STRICT k FROM virtual_key WHERE id = p_key;
    IF k.version <> p_version THEN
        verdict := 'changed';
        RETURN;
    ELSIF k.revoked_at IS NOT NULL OR k.expires_at <= p_at THEN
        verdict := 'gone';
        RETURN;
    ELSIF meter.requests >= k.requests_per_minute THEN
        verdict := 'requests';
        RETURN;
    ELSIF meter.tokens + p_tokens > k.tokens_per_minute THEN
        verdict := 'tokens';
        RETURN;
    ELSIF k.in_flight IS NOT NULL AND (SELECT count(*) FROM reservation WHERE key_id = p_key) >= k.in_flight THEN
        verdict := 'in_flight';
        RETURN;
    END IF;

    SELECT b.period, b.amount, coalesce(s.settled, 0), coalesce(s.reserved, 0)
    INTO budget_period, budget_amount, budget_settled, budget_reserved
    FROM budget b
    LEFT JOIN key_spend s ON s.key_id = b.key_id AND s.period = b.period AND s.starts_on = CASE b.period
        WHEN 'day' THEN p_key_day
        WHEN 'month' THEN date_trunc('month', p_key_day)::date
        ELSE '-infinity'::date END
    WHERE b.key_id = p_key AND coalesce(s.settled, 0) + coalesce(s.reserved, 0) + p_amount > b.amount
    -- The one that takes longest to have room again is the one to name.
    ORDER BY b.period DESC
    LIMIT 1;
    IF FOUND THEN
        verdict := 'key_budget';
        RETURN;
    END IF;

    -- The rows must be there to be held: two gates may open a day together.
    INSERT INTO gateway_spend (period, starts_on)
    VALUES ('day', p_gateway_day), ('month', date_trunc('month', p_gateway_day)::date)
    ON CONFLICT DO NOTHING;
    PERFORM 1 FROM gateway_spend WHERE period = 'day' AND starts_on = p_gateway_day FOR UPDATE;
    PERFORM 1 FROM gateway_spend
    WHERE period = 'month' AND starts_on = date_trunc('month', p_gateway_day)::date FOR UPDATE;
    SELECT c.period, c.amount, s.settled, s.reserved
    INTO budget_period, budget_amount, budget_settled, budget_reserved
    FROM (VALUES ('day'::period, p_gateway_day, p_cap_day),
                 ('month', date_trunc('month', p_gateway_day)::date, p_cap_month)) AS c (period, starts_on, amount)
    JOIN gateway_spend s ON s.period = c.period AND s.starts_on = c.starts_on
    WHERE s.settled + s.reserved + p_amount > c.amount
    ORDER BY c.period DESC
    LIMIT 1;
    IF FOUND THEN
        verdict := 'gateway_cap';
        RETURN;
    END IF;

    PERFORM count_spend(p_key, p_key_day, p_gateway_day, p_amount, 0);
    INSERT INTO reservation
    VALUES (p_id, p_key, k.client, p_model, p_capability, p_amount, p_tokens, p_key_day, p_gateway_day, p_at,
            p_lease_until);
    meter_requests := meter.requests + 1;
    meter_tokens := meter.tokens + p_tokens;
    UPDATE key_meter SET minute = meter.minute, requests = meter_requests, tokens = meter_tokens WHERE key_id = p_key;
    verdict := 'reserved';
END $$;

-- Returns when everything that this connection has committed is on the disk: an empty message goes to the log's end, and
-- with it all that stands before it. Holds no lock, so that calls share one write. Needs PostgreSQL 17.
CREATE FUNCTION wait_for_disk() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_logical_emit_message(false, 'portcullis', '', true);
END $$;

-- The function that a gate calls: reserves, lets go of all locks, and waits for the disk when there is something to wait for. One
-- question and one answer, since every way to the database and back is part of every call. No other transaction may be
-- open on the connection.
CREATE PROCEDURE open_call(
    p_id uuid, p_key text, p_version bigint, p_model text, p_capability text, p_amount bigint, p_tokens bigint,
    p_key_day date, p_gateway_day date, p_cap_day bigint, p_cap_month bigint, p_at timestamptz, p_lease_until timestamptz,
    INOUT verdict text, INOUT budget_period text, INOUT budget_amount bigint, INOUT budget_settled bigint,
    INOUT budget_reserved bigint, INOUT meter_minute timestamptz, INOUT meter_requests bigint,
    INOUT meter_tokens bigint)
LANGUAGE plpgsql AS $$
BEGIN
    SELECT r.verdict, r.budget_period::text, r.budget_amount, r.budget_settled, r.budget_reserved, r.meter_minute,
           r.meter_requests, r.meter_tokens
    INTO verdict, budget_period, budget_amount, budget_settled, budget_reserved, meter_minute, meter_requests, meter_tokens
    FROM reserve(p_id, p_key, p_version, p_model, p_capability, p_amount, p_tokens, p_key_day, p_gateway_day, p_cap_day,
                 p_cap_month, p_at, p_lease_until) AS r;
    COMMIT;
    IF verdict = 'reserved' THEN
        PERFORM wait_for_disk();
    END IF;
END $$;

-- Ends one call. Says whether anything was written: a second time nothing is, except over an expiry, which was only a
-- guess. p_cost NULL stands for the reservation's amount. One call a transaction: two would break the order of locks.
-- A power cut can undo what was settled in the half second before it, as a whole: the reservation is open again, its
-- lease ends, and the call is charged in full. What is lost is at most what a call cost above its reservation.
CREATE FUNCTION settle(
    p_id uuid, p_outcome outcome, p_cost bigint, p_input bigint, p_output bigint, p_cache_read bigint,
    p_cache_write_5m bigint, p_cache_write_1h bigint, p_images bigint, p_at timestamptz)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    r reservation;
    l ledger;
    meter key_meter;
    used bigint := p_input + p_output + p_cache_read + p_cache_write_5m + p_cache_write_1h;
BEGIN
    PERFORM do_not_wait_for_disk();
    SELECT * INTO r FROM reservation WHERE id = p_id;
    IF FOUND THEN
        meter := hold_meter(r.key_id, p_at);
        -- A lease that was renewed meanwhile has not expired.
        DELETE FROM reservation WHERE id = p_id AND (p_outcome <> 'expired' OR lease_until < p_at) RETURNING * INTO r;
    END IF;
    IF NOT FOUND THEN
        SELECT * INTO l FROM ledger WHERE id = p_id;
        IF NOT FOUND OR p_outcome = 'expired' THEN
            RETURN false;
        END IF;
        meter := hold_meter(l.key_id, p_at);
        SELECT * INTO l FROM ledger WHERE id = p_id FOR UPDATE;
        IF l.outcome <> 'expired' THEN
            RETURN false;
        END IF;
        PERFORM count_spend(l.key_id, l.key_day, l.gateway_day, 0, coalesce(p_cost, l.reserved) - l.cost);
        UPDATE ledger
        SET outcome = p_outcome, cost = coalesce(p_cost, l.reserved), input = p_input, output = p_output,
            cache_read = p_cache_read, cache_write_5m = p_cache_write_5m, cache_write_1h = p_cache_write_1h,
            images = p_images, settled_at = p_at
        WHERE id = p_id;
        RETURN true;
    END IF;
    PERFORM count_spend(r.key_id, r.key_day, r.gateway_day, -r.amount, coalesce(p_cost, r.amount));
    INSERT INTO ledger
    VALUES (p_id, r.key_id, r.client, r.model, r.capability, p_outcome, r.amount, coalesce(p_cost, r.amount), p_input,
            p_output, p_cache_read, p_cache_write_5m, p_cache_write_1h, p_images, r.key_day, r.gateway_day, r.opened_at,
            p_at);
    UPDATE key_meter
    SET minute = meter.minute, requests = meter.requests, tokens = meter.tokens + greatest(used - r.tokens, 0)
    WHERE key_id = r.key_id;
    RETURN true;
END $$;
