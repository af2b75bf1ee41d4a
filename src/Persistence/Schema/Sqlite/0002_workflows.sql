-- Definitions, instances and everything a burst writes.

CREATE TABLE workflow_version (
    version_id TEXT NOT NULL CONSTRAINT pk_workflow_version PRIMARY KEY,
    definition_id TEXT NOT NULL,
    name TEXT NOT NULL,
    json TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    source TEXT NOT NULL,
    version INTEGER NOT NULL,
    published_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX ix_workflow_version_definition_id_version ON workflow_version (definition_id, version);

CREATE TABLE workflow_draft (
    definition_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    json TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    source TEXT NOT NULL,
    revision INTEGER NOT NULL,
    saved_at INTEGER NOT NULL,
    CONSTRAINT pk_workflow_draft PRIMARY KEY (definition_id, kind)
);

CREATE TABLE workflow_pin (
    version_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    hash TEXT NOT NULL,
    CONSTRAINT pk_workflow_pin PRIMARY KEY (version_id, kind, name)
) WITHOUT ROWID;

CREATE TABLE pinned_content (
    hash TEXT NOT NULL CONSTRAINT pk_pinned_content PRIMARY KEY,
    kind TEXT NOT NULL,
    content TEXT NOT NULL
);

CREATE TABLE instance (
    instance_id TEXT NOT NULL CONSTRAINT pk_instance PRIMARY KEY,
    definition_id TEXT NOT NULL,
    version_id TEXT NOT NULL,
    status TEXT NOT NULL,
    sub_status TEXT NOT NULL,
    revision INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    ended_at INTEGER,
    correlation_id TEXT,
    name TEXT,
    parent_instance_id TEXT,
    activation_key TEXT,
    case_id TEXT,
    state BLOB NOT NULL
);
CREATE UNIQUE INDEX ix_instance_activation_key ON instance (activation_key) WHERE activation_key IS NOT NULL;
CREATE INDEX ix_instance_case_id ON instance (case_id);
CREATE INDEX ix_instance_parent_instance_id ON instance (parent_instance_id) WHERE parent_instance_id IS NOT NULL;

CREATE TABLE journal (
    instance_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    entry BLOB NOT NULL,
    CONSTRAINT pk_journal PRIMARY KEY (instance_id, seq)
) WITHOUT ROWID;

CREATE TABLE wait (
    instance_id TEXT NOT NULL,
    wait_id TEXT NOT NULL,
    execution_id TEXT NOT NULL,
    activity_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    key TEXT,
    CONSTRAINT pk_wait PRIMARY KEY (instance_id, wait_id)
) WITHOUT ROWID;
CREATE INDEX ix_wait_key_kind ON wait (key, kind) WHERE key IS NOT NULL;

CREATE TABLE timer (
    owner_id TEXT NOT NULL,
    timer_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    activity_id TEXT NOT NULL,
    name TEXT NOT NULL,
    due INTEGER NOT NULL,
    ready_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    claimed_by TEXT,
    case_id TEXT,
    CONSTRAINT pk_timer PRIMARY KEY (owner_id, timer_id)
) WITHOUT ROWID;
CREATE INDEX ix_timer_claimed_by ON timer (claimed_by) WHERE claimed_by IS NOT NULL;
CREATE INDEX ix_timer_ready_at ON timer (ready_at);

CREATE TABLE stimulus_inbox (
    inbox_id TEXT NOT NULL CONSTRAINT pk_stimulus_inbox PRIMARY KEY,
    kind TEXT NOT NULL,
    target_instance_id TEXT,
    definition_id TEXT,
    version_id TEXT,
    parent_instance_id TEXT,
    name TEXT,
    correlation_id TEXT,
    claimed_by TEXT,
    case_id TEXT,
    payload BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    ready_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL
);
CREATE INDEX ix_stimulus_inbox_claimed_by ON stimulus_inbox (claimed_by) WHERE claimed_by IS NOT NULL;
CREATE INDEX ix_stimulus_inbox_ready_at_inbox_id ON stimulus_inbox (ready_at, inbox_id);
CREATE INDEX ix_stimulus_inbox_target_instance_id ON stimulus_inbox (target_instance_id) WHERE target_instance_id IS NOT NULL;

CREATE TABLE incident (
    instance_id TEXT NOT NULL,
    incident_id TEXT NOT NULL,
    definition_id TEXT NOT NULL,
    activity_id TEXT NOT NULL,
    execution_id TEXT NOT NULL,
    cause TEXT NOT NULL,
    message TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    retry_at INTEGER,
    closed_at INTEGER,
    resolution TEXT,
    case_id TEXT,
    CONSTRAINT pk_incident PRIMARY KEY (instance_id, incident_id)
);
CREATE INDEX ix_incident_opened_at ON incident (opened_at) WHERE closed_at IS NULL;

CREATE TABLE parked_instance (
    instance_id TEXT NOT NULL CONSTRAINT pk_parked_instance PRIMARY KEY,
    reason TEXT NOT NULL,
    at INTEGER NOT NULL
);

CREATE TABLE task (
    task_id TEXT NOT NULL CONSTRAINT pk_task PRIMARY KEY,
    instance_id TEXT NOT NULL,
    wait_id TEXT NOT NULL,
    execution_id TEXT NOT NULL,
    activity_id TEXT NOT NULL,
    version_id TEXT NOT NULL,
    title TEXT NOT NULL,
    safe_title TEXT NOT NULL,
    outcomes TEXT NOT NULL,
    candidates TEXT NOT NULL,
    status TEXT NOT NULL,
    case_reference TEXT,
    instructions TEXT,
    form_name TEXT,
    form_hash TEXT,
    due_explanation TEXT,
    holder_name TEXT,
    completed_by_name TEXT,
    outcome TEXT,
    case_id TEXT,
    holder_id TEXT,
    completed_by_id TEXT,
    submission_id TEXT,
    follow_up TEXT,
    version INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    due INTEGER,
    escalated_at INTEGER,
    ended_at INTEGER
);
CREATE INDEX ix_task_case_id ON task (case_id);
CREATE INDEX ix_task_follow_up ON task (follow_up) WHERE follow_up IS NOT NULL AND status = 'Open';
CREATE INDEX ix_task_holder_id ON task (holder_id) WHERE status = 'Open';
CREATE UNIQUE INDEX ix_task_instance_id_wait_id ON task (instance_id, wait_id);

CREATE TABLE task_candidate (
    task_id TEXT NOT NULL,
    rung INTEGER NOT NULL,
    seat TEXT NOT NULL,
    due INTEGER NOT NULL,
    holder_id TEXT,
    follow_up TEXT,
    CONSTRAINT pk_task_candidate PRIMARY KEY (task_id, rung, seat),
    CONSTRAINT fk_task_candidate_task_task_id FOREIGN KEY (task_id) REFERENCES task (task_id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX ix_task_candidate_inbox ON task_candidate (seat, due, task_id, rung, holder_id, follow_up);

CREATE TABLE task_draft (
    task_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    answers_json TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    CONSTRAINT pk_task_draft PRIMARY KEY (task_id, person_id)
) WITHOUT ROWID;

CREATE TABLE form_submission (
    submission_id TEXT NOT NULL CONSTRAINT pk_form_submission PRIMARY KEY,
    task_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    instance_id TEXT NOT NULL,
    answers_json TEXT NOT NULL,
    person_name TEXT NOT NULL,
    form_name TEXT,
    form_hash TEXT,
    case_id TEXT,
    at INTEGER NOT NULL
);
CREATE INDEX ix_form_submission_case_id_form_name_at ON form_submission (case_id, form_name, at);
CREATE INDEX ix_form_submission_task_id ON form_submission (task_id);

CREATE TABLE outbox (
    outbox_id TEXT NOT NULL CONSTRAINT pk_outbox PRIMARY KEY,
    instance_id TEXT NOT NULL,
    activity_id TEXT NOT NULL,
    execution_id TEXT NOT NULL,
    message TEXT NOT NULL,
    offset_name TEXT NOT NULL,
    recipient TEXT NOT NULL,
    address TEXT NOT NULL,
    template TEXT NOT NULL,
    template_hash TEXT NOT NULL,
    data_json TEXT NOT NULL,
    status TEXT NOT NULL,
    task_id TEXT,
    case_id TEXT,
    created_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    turn_at INTEGER NOT NULL,
    claimed_until INTEGER NOT NULL,
    waits_for_server INTEGER NOT NULL,
    claimed_by TEXT,
    reason TEXT,
    sent_at INTEGER,
    failed_at INTEGER
);
CREATE INDEX ix_outbox_case_id ON outbox (case_id);
CREATE INDEX ix_outbox_claimed_by ON outbox (claimed_by) WHERE claimed_by IS NOT NULL;
CREATE INDEX ix_outbox_failed_at ON outbox (failed_at) WHERE status = 'Failed';
CREATE UNIQUE INDEX ix_outbox_once ON outbox (instance_id, activity_id, execution_id, message, offset_name, recipient);
CREATE INDEX ix_outbox_sent_at ON outbox (sent_at) WHERE status = 'Sent';
CREATE INDEX ix_outbox_turn_at ON outbox (turn_at) WHERE status = 'Waiting';
