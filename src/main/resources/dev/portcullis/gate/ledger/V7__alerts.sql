-- The alerts that people get. An occasion is told once, whichever gate finds it and however often: a row is its proof. Of
-- the steps of one occasion, such as 50, 80 and 100 % of a budget, only a higher one follows.
CREATE TABLE alert (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    occasion text NOT NULL CHECK (length(occasion) BETWEEN 1 AND 200),
    step     bigint NOT NULL DEFAULT 0,
    event    text NOT NULL,
    subject  text NOT NULL,
    period   period,
    amount   bigint NOT NULL DEFAULT 0,
    spent    bigint NOT NULL DEFAULT 0,
    found_at timestamptz NOT NULL,
    UNIQUE (occasion, step)
);
CREATE INDEX alert_found ON alert (found_at);

-- One alert on its way to one webhook. due_at is also a lease: who takes a delivery moves it into the future.
CREATE TABLE alert_delivery (
    alert_id bigint NOT NULL REFERENCES alert ON DELETE CASCADE,
    webhook  text NOT NULL,
    tries    bigint NOT NULL DEFAULT 0,
    due_at   timestamptz NOT NULL,
    ended_at timestamptz,
    sent     boolean,
    PRIMARY KEY (alert_id, webhook),
    CHECK ((ended_at IS NULL) = (sent IS NULL))
);
CREATE INDEX alert_delivery_due ON alert_delivery (webhook, due_at) WHERE ended_at IS NULL;

CREATE FUNCTION note_alert(
    p_occasion text, p_step bigint, p_event text, p_subject text, p_period period, p_amount bigint, p_spent bigint,
    p_at timestamptz)
RETURNS void LANGUAGE sql AS $$
    INSERT INTO alert (occasion, step, event, subject, period, amount, spent, found_at)
    SELECT p_occasion, p_step, p_event, p_subject, p_period, p_amount, p_spent, p_at
    WHERE NOT EXISTS (SELECT FROM alert WHERE occasion = p_occasion AND step >= p_step)
    ON CONFLICT DO NOTHING
$$;

-- A budget that changes is another occasion: its new amount is part of the name. The first day of a total is -infinity,
-- which a cast writes and to_char() does not.
CREATE FUNCTION budget_occasion(p_subject text, p_period period, p_starts_on date, p_amount bigint)
RETURNS text LANGUAGE sql STABLE AS $$
    SELECT 'budget/' || p_subject || '/' || p_period || '/' || p_starts_on::text || '/' || p_amount
$$;

-- Notes the highest step that each budget has reached; days are those of the zone of the keys that are looked at.
CREATE FUNCTION find_key_alerts(p_zone text, p_key_day date, p_at timestamptz) RETURNS void LANGUAGE sql AS $$
    SELECT note_alert(budget_occasion('key/' || k.id, b.period, s.starts_on, b.amount), t.step, 'key_budget', k.name,
                      b.period, b.amount, s.settled, p_at)
    FROM virtual_key k
    JOIN budget b ON b.key_id = k.id AND b.amount > 0
    JOIN key_spend s ON s.key_id = k.id AND s.period = b.period AND s.starts_on = CASE b.period
        WHEN 'day' THEN p_key_day
        WHEN 'month' THEN date_trunc('month', p_key_day)::date
        ELSE '-infinity'::date END
    JOIN LATERAL (SELECT max(step) AS step FROM unnest(ARRAY[50, 80, 100]::bigint[]) AS step
                  WHERE s.settled * 100 >= b.amount * step) AS t ON t.step IS NOT NULL
    WHERE k.time_zone = p_zone AND k.revoked_at IS NULL
$$;

CREATE FUNCTION find_gateway_alerts(p_gateway_day date, p_cap_day bigint, p_cap_month bigint, p_at timestamptz)
RETURNS void LANGUAGE sql AS $$
    SELECT note_alert(budget_occasion('gateway', s.period, s.starts_on, c.amount), t.step, 'gateway_budget', 'gateway',
                      s.period, c.amount, s.settled, p_at)
    FROM (VALUES ('day'::period, p_gateway_day, p_cap_day),
                 ('month', date_trunc('month', p_gateway_day)::date, p_cap_month)) AS c (period, starts_on, amount)
    JOIN gateway_spend s ON s.period = c.period AND s.starts_on = c.starts_on
    JOIN LATERAL (SELECT max(step) AS step FROM unnest(ARRAY[50, 80, 100]::bigint[]) AS step
                  WHERE s.settled * 100 >= c.amount * step) AS t ON t.step IS NOT NULL
    WHERE c.amount > 0
$$;

-- As before, and a refusal for money that is spent is noted in the transaction that decides it. A call that money under
-- way stands before may come again, so it is nobody's alarm. Spending seldom ends at the cap itself: a refusal is 100 %.
CREATE OR REPLACE PROCEDURE open_call(
    p_id uuid, p_key text, p_version bigint, p_model text, p_capability text, p_amount bigint, p_tokens bigint,
    p_key_day date, p_gateway_day date, p_cap_day bigint, p_cap_month bigint, p_at timestamptz, p_lease_until timestamptz,
    INOUT verdict text, INOUT budget_period text, INOUT budget_amount bigint, INOUT budget_settled bigint,
    INOUT budget_reserved bigint, INOUT meter_minute timestamptz, INOUT meter_requests bigint,
    INOUT meter_tokens bigint,
    IN p_requests bigint DEFAULT 1)
LANGUAGE plpgsql AS $$
DECLARE
    found_period period;
    starts date;
BEGIN
    SELECT r.verdict, r.budget_period::text, r.budget_amount, r.budget_settled, r.budget_reserved, r.meter_minute,
           r.meter_requests, r.meter_tokens
    INTO verdict, budget_period, budget_amount, budget_settled, budget_reserved, meter_minute, meter_requests, meter_tokens
    FROM reserve(p_id, p_key, p_version, p_model, p_capability, p_amount, p_tokens, p_key_day, p_gateway_day, p_cap_day,
                 p_cap_month, p_at, p_lease_until, p_requests) AS r;
    IF verdict IN ('key_budget', 'gateway_cap') AND budget_settled + p_amount > budget_amount THEN
        found_period := budget_period::period;
        starts := CASE WHEN verdict = 'key_budget' THEN p_key_day ELSE p_gateway_day END;
        starts := CASE found_period
            WHEN 'day' THEN starts
            WHEN 'month' THEN date_trunc('month', starts)::date
            ELSE '-infinity'::date END;
        IF verdict = 'gateway_cap' THEN
            PERFORM note_alert(budget_occasion('gateway', found_period, starts, budget_amount), 100, 'gateway_budget',
                               'gateway', found_period, budget_amount, budget_settled, p_at);
        ELSE
            PERFORM note_alert('refused/' || budget_occasion('key/' || p_key, found_period, starts, budget_amount), 0,
                               'key_refused', (SELECT name FROM virtual_key WHERE id = p_key), found_period,
                               budget_amount, budget_settled, p_at);
        END IF;
    END IF;
    COMMIT;
    IF verdict = 'reserved' THEN
        PERFORM wait_for_disk();
    END IF;
END $$;
