-- Schools, the groups they belong to, the people who work with them, the children, and their cases.

CREATE TABLE partnership (
    id TEXT NOT NULL CONSTRAINT pk_partnership PRIMARY KEY,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    governance TEXT NOT NULL,
    ks3_responsibility_from TEXT,
    ks4_responsibility_from TEXT,
    valid_from TEXT NOT NULL,
    valid_to TEXT
);
CREATE UNIQUE INDEX ix_partnership_code ON partnership (code);

CREATE TABLE school (
    id TEXT NOT NULL CONSTRAINT pk_school PRIMARY KEY,
    urn TEXT NOT NULL,
    la_estab TEXT,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    local_authority TEXT NOT NULL,
    is_active INTEGER NOT NULL,
    own_term_dates INTEGER NOT NULL,
    address_line1 TEXT,
    town TEXT,
    postcode TEXT,
    phone TEXT,
    email TEXT,
    is_synthetic INTEGER NOT NULL
);
CREATE UNIQUE INDEX ix_school_urn ON school (urn);

CREATE TABLE school_membership (
    id TEXT NOT NULL CONSTRAINT pk_school_membership PRIMARY KEY,
    school_id TEXT NOT NULL,
    partnership_id TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT,
    CONSTRAINT fk_school_membership_partnership_partnership_id FOREIGN KEY (partnership_id) REFERENCES partnership (id) ON DELETE RESTRICT,
    CONSTRAINT fk_school_membership_school_school_id FOREIGN KEY (school_id) REFERENCES school (id) ON DELETE RESTRICT
);
CREATE INDEX ix_school_membership_partnership_id ON school_membership (partnership_id);
CREATE UNIQUE INDEX ix_school_membership_school_id_from ON school_membership (school_id, "from");

CREATE TABLE person (
    id TEXT NOT NULL CONSTRAINT pk_person PRIMARY KEY,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT,
    is_active INTEGER NOT NULL,
    is_synthetic INTEGER NOT NULL,
    email_key AS (lower(email)) STORED
);
CREATE UNIQUE INDEX ix_person_email_key ON person (email_key);

CREATE TABLE role_assignment (
    id TEXT NOT NULL CONSTRAINT pk_role_assignment PRIMARY KEY,
    person_id TEXT NOT NULL,
    role TEXT NOT NULL,
    school_id TEXT,
    partnership_id TEXT,
    authority TEXT,
    organisation_name TEXT,
    "from" TEXT NOT NULL,
    "to" TEXT,
    CONSTRAINT fk_role_assignment_partnership_partnership_id FOREIGN KEY (partnership_id) REFERENCES partnership (id) ON DELETE RESTRICT,
    CONSTRAINT fk_role_assignment_person_person_id FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT,
    CONSTRAINT fk_role_assignment_school_school_id FOREIGN KEY (school_id) REFERENCES school (id) ON DELETE RESTRICT
);
CREATE INDEX ix_role_assignment_partnership_id ON role_assignment (partnership_id);
CREATE INDEX ix_role_assignment_person_id ON role_assignment (person_id);
CREATE INDEX ix_role_assignment_role ON role_assignment (role);
CREATE INDEX ix_role_assignment_school_id ON role_assignment (school_id);

CREATE TABLE calendar_entry (
    id TEXT NOT NULL CONSTRAINT pk_calendar_entry PRIMARY KEY,
    school_id TEXT,
    academic_year INTEGER NOT NULL,
    type TEXT NOT NULL,
    "start" TEXT NOT NULL,
    "end" TEXT NOT NULL,
    label TEXT,
    status TEXT NOT NULL,
    CONSTRAINT fk_calendar_entry_school_school_id FOREIGN KEY (school_id) REFERENCES school (id) ON DELETE RESTRICT
);
CREATE INDEX ix_calendar_entry_school_id_academic_year ON calendar_entry (school_id, academic_year);

CREATE TABLE bank_holiday_override (
    id TEXT NOT NULL CONSTRAINT pk_bank_holiday_override PRIMARY KEY,
    date TEXT NOT NULL,
    name TEXT NOT NULL,
    is_holiday INTEGER NOT NULL
);
CREATE UNIQUE INDEX ix_bank_holiday_override_date ON bank_holiday_override (date);

CREATE TABLE pupil (
    id TEXT NOT NULL CONSTRAINT pk_pupil PRIMARY KEY,
    upn TEXT,
    upn_missing_reason TEXT,
    forename TEXT NOT NULL,
    surname TEXT NOT NULL,
    known_as TEXT,
    date_of_birth TEXT NOT NULL,
    year_group_override INTEGER,
    year_group_override_reason TEXT,
    sex TEXT NOT NULL,
    address_line1 TEXT NOT NULL,
    address_line2 TEXT,
    town TEXT,
    postcode TEXT NOT NULL,
    home_authority TEXT NOT NULL,
    responsible_authority TEXT NOT NULL,
    school_id TEXT NOT NULL,
    enrolment TEXT NOT NULL,
    free_school_meals INTEGER NOT NULL,
    free_school_meals_from TEXT,
    pupil_premium INTEGER NOT NULL,
    pupil_premium_from TEXT,
    sen_status TEXT NOT NULL,
    primary_need TEXT,
    secondary_need TEXT,
    care_status TEXT NOT NULL,
    care_authority TEXT,
    social_worker TEXT,
    virtual_school_contact TEXT,
    social_care TEXT NOT NULL,
    youth_justice INTEGER,
    parent_informed_on TEXT,
    parent_informed_how TEXT,
    pupil_informed_on TEXT,
    objection TEXT,
    pupil_views TEXT,
    pupil_views_missing_reason TEXT,
    no_responsible_carer_reason TEXT,
    is_synthetic INTEGER NOT NULL,
    row_version INTEGER NOT NULL,
    CONSTRAINT fk_pupil_school_school_id FOREIGN KEY (school_id) REFERENCES school (id) ON DELETE RESTRICT
);
CREATE INDEX ix_pupil_school_id_surname ON pupil (school_id, surname);
CREATE UNIQUE INDEX ix_pupil_upn ON pupil (upn);

CREATE TABLE enrolment (
    id TEXT NOT NULL CONSTRAINT pk_enrolment PRIMARY KEY,
    pupil_id TEXT NOT NULL,
    school_id TEXT NOT NULL,
    status TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT,
    CONSTRAINT fk_enrolment_pupil_pupil_id FOREIGN KEY (pupil_id) REFERENCES pupil (id) ON DELETE RESTRICT,
    CONSTRAINT fk_enrolment_school_school_id FOREIGN KEY (school_id) REFERENCES school (id) ON DELETE RESTRICT
);
CREATE INDEX ix_enrolment_pupil_id ON enrolment (pupil_id);
CREATE INDEX ix_enrolment_school_id ON enrolment (school_id);

CREATE TABLE carer (
    id TEXT NOT NULL CONSTRAINT pk_carer PRIMARY KEY,
    pupil_id TEXT NOT NULL,
    name TEXT NOT NULL,
    relationship TEXT NOT NULL,
    has_parental_responsibility INTEGER NOT NULL,
    phone TEXT,
    email TEXT,
    language TEXT,
    safe_to_contact INTEGER NOT NULL,
    CONSTRAINT fk_carer_pupil_pupil_id FOREIGN KEY (pupil_id) REFERENCES pupil (id) ON DELETE CASCADE
);
CREATE INDEX ix_carer_pupil_id ON carer (pupil_id);

CREATE TABLE exclusion (
    id TEXT NOT NULL CONSTRAINT pk_exclusion PRIMARY KEY,
    pupil_id TEXT NOT NULL,
    school_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT,
    half_days INTEGER NOT NULL,
    reason_codes TEXT NOT NULL,
    notice_on TEXT,
    cancelled_on TEXT,
    reinstated_on TEXT,
    resolved_on TEXT,
    recorded_at INTEGER NOT NULL,
    is_synthetic INTEGER NOT NULL,
    CONSTRAINT fk_exclusion_pupil_pupil_id FOREIGN KEY (pupil_id) REFERENCES pupil (id) ON DELETE RESTRICT,
    CONSTRAINT fk_exclusion_school_school_id FOREIGN KEY (school_id) REFERENCES school (id) ON DELETE RESTRICT
);
CREATE INDEX ix_exclusion_pupil_id ON exclusion (pupil_id);
CREATE INDEX ix_exclusion_school_id ON exclusion (school_id);

CREATE TABLE case_sequence (
    group_code TEXT NOT NULL,
    academic_year INTEGER NOT NULL,
    last_number INTEGER NOT NULL,
    CONSTRAINT pk_case_sequence PRIMARY KEY (group_code, academic_year)
);

CREATE TABLE "case" (
    id TEXT NOT NULL CONSTRAINT pk_case PRIMARY KEY,
    reference TEXT NOT NULL,
    pupil_id TEXT NOT NULL,
    school_id TEXT NOT NULL,
    partnership_id TEXT NOT NULL,
    academic_year INTEGER NOT NULL,
    stage TEXT NOT NULL,
    flags INTEGER NOT NULL,
    purpose TEXT,
    urgency TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    opened_by_person_id TEXT,
    submitted_at INTEGER,
    closed_at INTEGER,
    closed_reason TEXT,
    lead_person_id TEXT,
    is_synthetic INTEGER NOT NULL,
    row_version INTEGER NOT NULL,
    CONSTRAINT fk_case_partnership_partnership_id FOREIGN KEY (partnership_id) REFERENCES partnership (id) ON DELETE RESTRICT,
    CONSTRAINT fk_case_person_lead_person_id FOREIGN KEY (lead_person_id) REFERENCES person (id) ON DELETE RESTRICT,
    CONSTRAINT fk_case_pupil_pupil_id FOREIGN KEY (pupil_id) REFERENCES pupil (id) ON DELETE RESTRICT,
    CONSTRAINT fk_case_school_school_id FOREIGN KEY (school_id) REFERENCES school (id) ON DELETE RESTRICT
);
CREATE INDEX ix_case_lead_person_id ON "case" (lead_person_id);
CREATE INDEX ix_case_partnership_id_stage ON "case" (partnership_id, stage);
CREATE INDEX ix_case_pupil_id ON "case" (pupil_id);
CREATE UNIQUE INDEX ix_case_reference ON "case" (reference);
CREATE INDEX ix_case_school_id ON "case" (school_id);

CREATE TABLE case_participant (
    id TEXT NOT NULL CONSTRAINT pk_case_participant PRIMARY KEY,
    case_id TEXT NOT NULL,
    role TEXT NOT NULL,
    person_id TEXT,
    organisation_name TEXT,
    "from" TEXT NOT NULL,
    "to" TEXT,
    mash_approved INTEGER NOT NULL,
    reason TEXT,
    CONSTRAINT fk_case_participant_case_case_id FOREIGN KEY (case_id) REFERENCES "case" (id) ON DELETE RESTRICT,
    CONSTRAINT fk_case_participant_person_person_id FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT
);
CREATE INDEX ix_case_participant_case_id ON case_participant (case_id);
CREATE INDEX ix_case_participant_person_id ON case_participant (person_id);

CREATE TABLE timeline_entry (
    id TEXT NOT NULL CONSTRAINT pk_timeline_entry PRIMARY KEY,
    case_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    by_person_id TEXT,
    data_class TEXT NOT NULL,
    CONSTRAINT fk_timeline_entry_case_case_id FOREIGN KEY (case_id) REFERENCES "case" (id) ON DELETE RESTRICT
);
CREATE INDEX ix_timeline_entry_case_id_at_id ON timeline_entry (case_id, at, id);

CREATE TABLE decision_record (
    id TEXT NOT NULL CONSTRAINT pk_decision_record PRIMARY KEY,
    case_id TEXT NOT NULL,
    code TEXT NOT NULL,
    reasons TEXT NOT NULL,
    decided_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by_person_id TEXT,
    workflow_definition_id TEXT,
    workflow_version INTEGER,
    basis_code TEXT,
    dissent TEXT,
    next_review_on TEXT,
    supersedes_id TEXT,
    CONSTRAINT fk_decision_record_case_case_id FOREIGN KEY (case_id) REFERENCES "case" (id) ON DELETE RESTRICT,
    CONSTRAINT fk_decision_record_decision_record_supersedes_id FOREIGN KEY (supersedes_id) REFERENCES decision_record (id) ON DELETE RESTRICT
);
CREATE INDEX ix_decision_record_case_id ON decision_record (case_id);
CREATE UNIQUE INDEX ix_decision_record_supersedes_id ON decision_record (supersedes_id);

CREATE TABLE decision_party (
    id TEXT NOT NULL CONSTRAINT pk_decision_party PRIMARY KEY,
    decision_record_id TEXT NOT NULL,
    part TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    person_id TEXT,
    CONSTRAINT fk_decision_party_decision_record_decision_record_id FOREIGN KEY (decision_record_id) REFERENCES decision_record (id) ON DELETE RESTRICT
);
CREATE INDEX ix_decision_party_decision_record_id ON decision_party (decision_record_id);

CREATE TABLE decision_evidence (
    id TEXT NOT NULL CONSTRAINT pk_decision_evidence PRIMARY KEY,
    decision_record_id TEXT NOT NULL,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    CONSTRAINT fk_decision_evidence_decision_record_decision_record_id FOREIGN KEY (decision_record_id) REFERENCES decision_record (id) ON DELETE RESTRICT
);
CREATE INDEX ix_decision_evidence_decision_record_id ON decision_evidence (decision_record_id);
