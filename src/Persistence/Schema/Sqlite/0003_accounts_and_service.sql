-- Sign-in, keys, settings and the audit log.

CREATE TABLE account (
    id TEXT NOT NULL CONSTRAINT pk_account PRIMARY KEY,
    person_id TEXT,
    user_name TEXT,
    normalized_user_name TEXT,
    email TEXT,
    normalized_email TEXT,
    email_confirmed INTEGER NOT NULL,
    password_hash TEXT,
    security_stamp TEXT,
    concurrency_stamp TEXT,
    phone_number TEXT,
    phone_number_confirmed INTEGER NOT NULL,
    two_factor_enabled INTEGER NOT NULL,
    lockout_end INTEGER,
    lockout_enabled INTEGER NOT NULL,
    access_failed_count INTEGER NOT NULL,
    CONSTRAINT fk_account_person_person_id FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX ix_account_normalized_email ON account (normalized_email);
CREATE UNIQUE INDEX ix_account_normalized_user_name ON account (normalized_user_name);
CREATE UNIQUE INDEX ix_account_person_id ON account (person_id);

CREATE TABLE account_claim (
    id INTEGER NOT NULL CONSTRAINT pk_account_claim PRIMARY KEY AUTOINCREMENT,
    user_id TEXT NOT NULL,
    claim_type TEXT,
    claim_value TEXT,
    CONSTRAINT fk_account_claim_account_user_id FOREIGN KEY (user_id) REFERENCES account (id) ON DELETE CASCADE
);
CREATE INDEX ix_account_claim_user_id ON account_claim (user_id);

CREATE TABLE account_login (
    login_provider TEXT NOT NULL,
    provider_key TEXT NOT NULL,
    provider_display_name TEXT,
    user_id TEXT NOT NULL,
    CONSTRAINT pk_account_login PRIMARY KEY (login_provider, provider_key),
    CONSTRAINT fk_account_login_account_user_id FOREIGN KEY (user_id) REFERENCES account (id) ON DELETE CASCADE
);
CREATE INDEX ix_account_login_user_id ON account_login (user_id);

CREATE TABLE account_token (
    user_id TEXT NOT NULL,
    login_provider TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT,
    CONSTRAINT pk_account_token PRIMARY KEY (user_id, login_provider, name),
    CONSTRAINT fk_account_token_account_user_id FOREIGN KEY (user_id) REFERENCES account (id) ON DELETE CASCADE
);

CREATE TABLE account_passkey (
    credential_id BLOB NOT NULL CONSTRAINT pk_account_passkey PRIMARY KEY,
    user_id TEXT NOT NULL,
    data TEXT NOT NULL,
    CONSTRAINT fk_account_passkey_account_user_id FOREIGN KEY (user_id) REFERENCES account (id) ON DELETE CASCADE
);
CREATE INDEX ix_account_passkey_user_id ON account_passkey (user_id);

CREATE TABLE data_protection_key (
    name TEXT NOT NULL CONSTRAINT pk_data_protection_key PRIMARY KEY,
    xml TEXT NOT NULL
);

CREATE TABLE setting (
    key TEXT NOT NULL CONSTRAINT pk_setting PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE audit_entry (
    seq INTEGER NOT NULL CONSTRAINT pk_audit_entry PRIMARY KEY,
    at INTEGER NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    person_id TEXT
);
CREATE INDEX ix_audit_entry_subject_seq ON audit_entry (subject, seq);

-- The audit log only grows.
CREATE TRIGGER audit_entry_is_not_changed BEFORE UPDATE ON audit_entry
BEGIN
    SELECT RAISE(ABORT, 'Audit entries are never changed.');
END;
CREATE TRIGGER audit_entry_is_not_deleted BEFORE DELETE ON audit_entry
BEGIN
    SELECT RAISE(ABORT, 'Audit entries are never deleted.');
END;
