-- Definitions, instances and everything a burst writes.

CREATE TABLE workflow_version (
    version_id text NOT NULL,
    definition_id text NOT NULL,
    name text NOT NULL,
    json text NOT NULL,
    content_hash text NOT NULL,
    source text NOT NULL,
    version bigint NOT NULL,
    published_at bigint NOT NULL,
    CONSTRAINT pk_workflow_version PRIMARY KEY (version_id)
);
CREATE UNIQUE INDEX ix_workflow_version_definition_id_version ON workflow_version (definition_id, version);

CREATE TABLE workflow_draft (
    definition_id text NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    json text NOT NULL,
    content_hash text NOT NULL,
    source text NOT NULL,
    revision bigint NOT NULL,
    saved_at bigint NOT NULL,
    CONSTRAINT pk_workflow_draft PRIMARY KEY (definition_id, kind)
);

CREATE TABLE workflow_pin (
    version_id text NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    hash text NOT NULL,
    CONSTRAINT pk_workflow_pin PRIMARY KEY (version_id, kind, name)
);

CREATE TABLE pinned_content (
    hash text NOT NULL,
    kind text NOT NULL,
    content text NOT NULL,
    CONSTRAINT pk_pinned_content PRIMARY KEY (hash)
);

CREATE TABLE instance (
    instance_id text NOT NULL,
    definition_id text NOT NULL,
    version_id text NOT NULL,
    status text NOT NULL,
    sub_status text NOT NULL,
    revision bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    ended_at bigint,
    correlation_id text,
    name text,
    parent_instance_id text,
    activation_key text,
    case_id uuid,
    state bytea NOT NULL,
    CONSTRAINT pk_instance PRIMARY KEY (instance_id)
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX ix_instance_activation_key ON instance (activation_key) WHERE activation_key IS NOT NULL;
CREATE INDEX ix_instance_case_id ON instance (case_id);
CREATE INDEX ix_instance_parent_instance_id ON instance (parent_instance_id) WHERE parent_instance_id IS NOT NULL;

CREATE TABLE journal (
    instance_id text NOT NULL,
    seq bigint NOT NULL,
    at bigint NOT NULL,
    entry bytea NOT NULL,
    CONSTRAINT pk_journal PRIMARY KEY (instance_id, seq)
);

CREATE TABLE wait (
    instance_id text NOT NULL,
    wait_id text NOT NULL,
    execution_id text NOT NULL,
    activity_id text NOT NULL,
    kind text NOT NULL,
    key text,
    CONSTRAINT pk_wait PRIMARY KEY (instance_id, wait_id)
);
CREATE INDEX ix_wait_key_kind ON wait (key, kind) WHERE key IS NOT NULL;

CREATE TABLE timer (
    owner_id text NOT NULL,
    timer_id text NOT NULL,
    kind text NOT NULL,
    activity_id text NOT NULL,
    name text NOT NULL,
    due bigint NOT NULL,
    ready_at bigint NOT NULL,
    attempts bigint NOT NULL,
    claimed_by text,
    case_id uuid,
    CONSTRAINT pk_timer PRIMARY KEY (owner_id, timer_id)
) WITH (fillfactor = 80);
CREATE INDEX ix_timer_claimed_by ON timer (claimed_by) WHERE claimed_by IS NOT NULL;
CREATE INDEX ix_timer_ready_at ON timer (ready_at);

CREATE TABLE stimulus_inbox (
    inbox_id uuid NOT NULL,
    kind text NOT NULL,
    target_instance_id text,
    definition_id text,
    version_id text,
    parent_instance_id text,
    name text,
    correlation_id text,
    claimed_by text,
    case_id uuid,
    payload bytea NOT NULL,
    created_at bigint NOT NULL,
    ready_at bigint NOT NULL,
    attempts bigint NOT NULL,
    CONSTRAINT pk_stimulus_inbox PRIMARY KEY (inbox_id)
);
CREATE INDEX ix_stimulus_inbox_claimed_by ON stimulus_inbox (claimed_by) WHERE claimed_by IS NOT NULL;
CREATE INDEX ix_stimulus_inbox_ready_at_inbox_id ON stimulus_inbox (ready_at, inbox_id);
CREATE INDEX ix_stimulus_inbox_target_instance_id ON stimulus_inbox (target_instance_id) WHERE target_instance_id IS NOT NULL;

CREATE TABLE incident (
    instance_id text NOT NULL,
    incident_id text NOT NULL,
    definition_id text NOT NULL,
    activity_id text NOT NULL,
    execution_id text NOT NULL,
    cause text NOT NULL,
    message text NOT NULL,
    attempt bigint NOT NULL,
    opened_at bigint NOT NULL,
    retry_at bigint,
    closed_at bigint,
    resolution text,
    case_id uuid,
    CONSTRAINT pk_incident PRIMARY KEY (instance_id, incident_id)
);
CREATE INDEX ix_incident_opened_at ON incident (opened_at) WHERE closed_at IS NULL;

CREATE TABLE parked_instance (
    instance_id text NOT NULL,
    reason text NOT NULL,
    at bigint NOT NULL,
    CONSTRAINT pk_parked_instance PRIMARY KEY (instance_id)
);

CREATE TABLE task (
    task_id uuid NOT NULL,
    instance_id text NOT NULL,
    wait_id text NOT NULL,
    execution_id text NOT NULL,
    activity_id text NOT NULL,
    version_id text NOT NULL,
    title text NOT NULL,
    safe_title text NOT NULL,
    outcomes text NOT NULL,
    candidates text NOT NULL,
    status text NOT NULL,
    case_reference text,
    instructions text,
    form_name text,
    form_hash text,
    due_explanation text,
    holder_name text,
    completed_by_name text,
    outcome text,
    case_id uuid,
    holder_id uuid,
    completed_by_id uuid,
    submission_id uuid,
    follow_up date,
    version bigint NOT NULL,
    opened_at bigint NOT NULL,
    due bigint,
    escalated_at bigint,
    ended_at bigint,
    CONSTRAINT pk_task PRIMARY KEY (task_id)
) WITH (fillfactor = 80);
CREATE INDEX ix_task_case_id ON task (case_id);
CREATE INDEX ix_task_follow_up ON task (follow_up) WHERE follow_up IS NOT NULL AND status = 'Open';
CREATE INDEX ix_task_holder_id ON task (holder_id) WHERE status = 'Open';
CREATE UNIQUE INDEX ix_task_instance_id_wait_id ON task (instance_id, wait_id);

CREATE TABLE task_candidate (
    task_id uuid NOT NULL,
    rung bigint NOT NULL,
    seat text NOT NULL,
    due bigint NOT NULL,
    holder_id uuid,
    follow_up date,
    CONSTRAINT pk_task_candidate PRIMARY KEY (task_id, rung, seat),
    CONSTRAINT fk_task_candidate_task_task_id FOREIGN KEY (task_id) REFERENCES task (task_id) ON DELETE CASCADE
);
CREATE INDEX ix_task_candidate_inbox ON task_candidate (seat, due, task_id, rung, holder_id, follow_up);

CREATE TABLE task_draft (
    task_id uuid NOT NULL,
    person_id uuid NOT NULL,
    answers_json text NOT NULL,
    saved_at bigint NOT NULL,
    CONSTRAINT pk_task_draft PRIMARY KEY (task_id, person_id)
);

CREATE TABLE form_submission (
    submission_id uuid NOT NULL,
    task_id uuid NOT NULL,
    person_id uuid NOT NULL,
    instance_id text NOT NULL,
    answers_json text NOT NULL,
    person_name text NOT NULL,
    form_name text,
    form_hash text,
    case_id uuid,
    at bigint NOT NULL,
    CONSTRAINT pk_form_submission PRIMARY KEY (submission_id)
);
CREATE INDEX ix_form_submission_case_id_form_name_at ON form_submission (case_id, form_name, at);
CREATE INDEX ix_form_submission_task_id ON form_submission (task_id);

CREATE TABLE outbox (
    outbox_id uuid NOT NULL,
    instance_id text NOT NULL,
    activity_id text NOT NULL,
    execution_id text NOT NULL,
    message text NOT NULL,
    offset_name text NOT NULL,
    recipient text NOT NULL,
    address text NOT NULL,
    template text NOT NULL,
    template_hash text NOT NULL,
    data_json text NOT NULL,
    status text NOT NULL,
    task_id uuid,
    case_id uuid,
    created_at bigint NOT NULL,
    attempts bigint NOT NULL,
    turn_at bigint NOT NULL,
    claimed_until bigint NOT NULL,
    waits_for_server bigint NOT NULL,
    claimed_by text,
    reason text,
    sent_at bigint,
    failed_at bigint,
    CONSTRAINT pk_outbox PRIMARY KEY (outbox_id)
) WITH (fillfactor = 80);
CREATE INDEX ix_outbox_case_id ON outbox (case_id);
CREATE INDEX ix_outbox_claimed_by ON outbox (claimed_by) WHERE claimed_by IS NOT NULL;
CREATE INDEX ix_outbox_failed_at ON outbox (failed_at) WHERE status = 'Failed';
CREATE UNIQUE INDEX ix_outbox_once ON outbox (instance_id, activity_id, execution_id, message, offset_name, recipient);
CREATE INDEX ix_outbox_sent_at ON outbox (sent_at) WHERE status = 'Sent';
CREATE INDEX ix_outbox_turn_at ON outbox (turn_at) WHERE status = 'Waiting';
