-- Whether the stack's settings declare the key: then only they may change it.
ALTER TABLE virtual_key ADD COLUMN declared boolean NOT NULL DEFAULT false;
