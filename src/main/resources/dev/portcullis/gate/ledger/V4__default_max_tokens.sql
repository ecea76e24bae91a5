-- A key may bound the answers whose callers name no bound; null leaves it to the model and the gateway.
ALTER TABLE virtual_key ADD COLUMN default_max_tokens bigint CHECK (default_max_tokens > 0);
