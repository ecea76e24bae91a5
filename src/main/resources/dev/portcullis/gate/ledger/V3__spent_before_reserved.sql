-- reserve() names a budget that is spent before one that is only reserved, since the answer differs: 402 or 429.

CREATE OR REPLACE FUNCTION reserve(
    p_id uuid, p_key text, p_version bigint, p_model text, p_capability text, p_amount bigint, p_tokens bigint,
    p_key_day date, p_gateway_day date, p_cap_day bigint, p_cap_month bigint, p_at timestamptz, p_lease_until timestamptz,
    p_requests bigint,
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
    ELSIF meter.requests + p_requests > k.requests_per_minute THEN
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
    -- Spent money stands in the way for longer than reserved money: a caller waits for the latter.
    ORDER BY coalesce(s.settled, 0) + p_amount > b.amount DESC, b.period DESC
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
    ORDER BY s.settled + p_amount > c.amount DESC, c.period DESC
    LIMIT 1;
    IF FOUND THEN
        verdict := 'gateway_cap';
        RETURN;
    END IF;

    PERFORM count_spend(p_key, p_key_day, p_gateway_day, p_amount, 0);
    INSERT INTO reservation
    VALUES (p_id, p_key, k.client, p_model, p_capability, p_amount, p_tokens, p_key_day, p_gateway_day, p_at,
            p_lease_until);
    meter_requests := meter.requests + p_requests;
    meter_tokens := meter.tokens + p_tokens;
    UPDATE key_meter SET minute = meter.minute, requests = meter_requests, tokens = meter_tokens WHERE key_id = p_key;
    verdict := 'reserved';
END $$;
