-- How many counters differ from what the ledger's rows and the open reservations add up to.
WITH truth AS (
    SELECT key_id, p.period, p.starts_on, sum(cost) AS settled, 0 AS reserved
    FROM ledger, LATERAL (VALUES ('day'::period, key_day),
        ('month', date_trunc('month', key_day)::date), ('total', '-infinity')) AS p (period, starts_on)
    GROUP BY 1, 2, 3
    UNION ALL
    SELECT key_id, p.period, p.starts_on, 0, sum(amount)
    FROM reservation, LATERAL (VALUES ('day'::period, key_day),
        ('month', date_trunc('month', key_day)::date), ('total', '-infinity')) AS p (period, starts_on)
    GROUP BY 1, 2, 3
    UNION ALL
    SELECT '', p.period, p.starts_on, sum(cost), 0
    FROM ledger, LATERAL (VALUES ('day'::period, gateway_day),
        ('month', date_trunc('month', gateway_day)::date)) AS p (period, starts_on)
    GROUP BY 2, 3
    UNION ALL
    SELECT '', p.period, p.starts_on, 0, sum(amount)
    FROM reservation, LATERAL (VALUES ('day'::period, gateway_day),
        ('month', date_trunc('month', gateway_day)::date)) AS p (period, starts_on)
    GROUP BY 2, 3),
sums AS (SELECT key_id, period, starts_on, sum(settled) AS settled, sum(reserved) AS reserved
    FROM truth GROUP BY 1, 2, 3),
counters AS (SELECT key_id, period, starts_on, settled, reserved FROM key_spend
    UNION ALL SELECT '', period, starts_on, settled, reserved FROM gateway_spend)
SELECT count(*) FROM sums FULL JOIN counters USING (key_id, period, starts_on)
WHERE coalesce(sums.settled, 0) <> coalesce(counters.settled, 0)
   OR coalesce(sums.reserved, 0) <> coalesce(counters.reserved, 0)
