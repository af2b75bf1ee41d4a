-- Schools, the groups they belong to, the people who work with them, the children, and their cases.

CREATE TABLE partnership (
    id uuid NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    governance text NOT NULL,
    ks3_responsibility_from date,
    ks4_responsibility_from date,
    valid_from date NOT NULL,
    valid_to date,
    CONSTRAINT pk_partnership PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_partnership_code ON partnership (code);

CREATE TABLE school (
    id uuid NOT NULL,
    urn text NOT NULL,
    la_estab text,
    name text NOT NULL,
    kind text NOT NULL,
    local_authority text NOT NULL,
    is_active boolean NOT NULL,
    own_term_dates boolean NOT NULL,
    address_line1 text,
    town text,
    postcode text,
    phone text,
    email text,
    is_synthetic boolean NOT NULL,
    CONSTRAINT pk_school PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_school_urn ON school (urn);

CREATE TABLE school_membership (
    id uuid NOT NULL,
    school_id uuid NOT NULL,
    partnership_id uuid NOT NULL,
    "from" date NOT NULL,
    "to" date,
    CONSTRAINT pk_school_membership PRIMARY KEY (id),
    CONSTRAINT fk_school_membership_partnership_partnership_id FOREIGN KEY (partnership_id) REFERENCES partnership (id) ON DELETE RESTRICT,
    CONSTRAINT fk_school_membership_school_school_id FOREIGN KEY (school_id) REFERENCES school (id) ON DELETE RESTRICT
);
CREATE INDEX ix_school_membership_partnership_id ON school_membership (partnership_id);
CREATE UNIQUE INDEX ix_school_membership_school_id_from ON school_membership (school_id, "from");

CREATE TABLE person (
    id uuid NOT NULL,
    first_name text NOT NULL,
    last_name text NOT NULL,
    email text NOT NULL,
    phone text,
    is_active boolean NOT NULL,
    is_synthetic boolean NOT NULL,
    email_key text GENERATED ALWAYS AS (lower(email)) STORED,
    CONSTRAINT pk_person PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_person_email_key ON person (email_key);

CREATE TABLE role_assignment (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    role text NOT NULL,
    school_id uuid,
    partnership_id uuid,
    authority text,
    organisation_name text,
    "from" date NOT NULL,
    "to" date,
    CONSTRAINT pk_role_assignment PRIMARY KEY (id),
    CONSTRAINT fk_role_assignment_partnership_partnership_id FOREIGN KEY (partnership_id) REFERENCES partnership (id) ON DELETE RESTRICT,
    CONSTRAINT fk_role_assignment_person_person_id FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT,
    CONSTRAINT fk_role_assignment_school_school_id FOREIGN KEY (school_id) REFERENCES school (id) ON DELETE RESTRICT
);
CREATE INDEX ix_role_assignment_partnership_id ON role_assignment (partnership_id);
CREATE INDEX ix_role_assignment_person_id ON role_assignment (person_id);
CREATE INDEX ix_role_assignment_role ON role_assignment (role);
CREATE INDEX ix_role_assignment_school_id ON role_assignment (school_id);

CREATE TABLE calendar_entry (
    id uuid NOT NULL,
    school_id uuid,
    academic_year integer NOT NULL,
    type text NOT NULL,
    start date NOT NULL,
    "end" date NOT NULL,
    label text,
    status text NOT NULL,
    CONSTRAINT pk_calendar_entry PRIMARY KEY (id),
    CONSTRAINT fk_calendar_entry_school_school_id FOREIGN KEY (school_id) REFERENCES school (id) ON DELETE RESTRICT
);
CREATE INDEX ix_calendar_entry_school_id_academic_year ON calendar_entry (school_id, academic_year);

CREATE TABLE bank_holiday_override (
    id uuid NOT NULL,
    date date NOT NULL,
    name text NOT NULL,
    is_holiday boolean NOT NULL,
    CONSTRAINT pk_bank_holiday_override PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_bank_holiday_override_date ON bank_holiday_override (date);

CREATE TABLE pupil (
    id uuid NOT NULL,
    upn text,
    upn_missing_reason text,
    forename text NOT NULL,
    surname text NOT NULL,
    known_as text,
    date_of_birth date NOT NULL,
    year_group_override integer,
    year_group_override_reason text,
    sex text NOT NULL,
    address_line1 text NOT NULL,
    address_line2 text,
    town text,
    postcode text NOT NULL,
    home_authority text NOT NULL,
    responsible_authority text NOT NULL,
    school_id uuid NOT NULL,
    enrolment text NOT NULL,
    free_school_meals boolean NOT NULL,
    free_school_meals_from date,
    pupil_premium boolean NOT NULL,
    pupil_premium_from date,
    sen_status text NOT NULL,
    primary_need text,
    secondary_need text,
    care_status text NOT NULL,
    care_authority text,
    social_worker text,
    virtual_school_contact text,
    social_care text NOT NULL,
    youth_justice boolean,
    parent_informed_on date,
    parent_informed_how text,
    pupil_informed_on date,
    objection text,
    pupil_views text,
    pupil_views_missing_reason text,
    no_responsible_carer_reason text,
    is_synthetic boolean NOT NULL,
    row_version bigint NOT NULL,
    CONSTRAINT pk_pupil PRIMARY KEY (id),
    CONSTRAINT fk_pupil_school_school_id FOREIGN KEY (school_id) REFERENCES school (id) ON DELETE RESTRICT
);
CREATE INDEX ix_pupil_school_id_surname ON pupil (school_id, surname);
CREATE UNIQUE INDEX ix_pupil_upn ON pupil (upn);

CREATE TABLE enrolment (
    id uuid NOT NULL,
    pupil_id uuid NOT NULL,
    school_id uuid NOT NULL,
    status text NOT NULL,
    "from" date NOT NULL,
    "to" date,
    CONSTRAINT pk_enrolment PRIMARY KEY (id),
    CONSTRAINT fk_enrolment_pupil_pupil_id FOREIGN KEY (pupil_id) REFERENCES pupil (id) ON DELETE RESTRICT,
    CONSTRAINT fk_enrolment_school_school_id FOREIGN KEY (school_id) REFERENCES school (id) ON DELETE RESTRICT
);
CREATE INDEX ix_enrolment_pupil_id ON enrolment (pupil_id);
CREATE INDEX ix_enrolment_school_id ON enrolment (school_id);

CREATE TABLE carer (
    id uuid NOT NULL,
    pupil_id uuid NOT NULL,
    name text NOT NULL,
    relationship text NOT NULL,
    has_parental_responsibility boolean NOT NULL,
    phone text,
    email text,
    language text,
    safe_to_contact boolean NOT NULL,
    CONSTRAINT pk_carer PRIMARY KEY (id),
    CONSTRAINT fk_carer_pupil_pupil_id FOREIGN KEY (pupil_id) REFERENCES pupil (id) ON DELETE CASCADE
);
CREATE INDEX ix_carer_pupil_id ON carer (pupil_id);

CREATE TABLE exclusion (
    id uuid NOT NULL,
    pupil_id uuid NOT NULL,
    school_id uuid NOT NULL,
    kind text NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    half_days integer NOT NULL,
    reason_codes text NOT NULL,
    notice_on date,
    cancelled_on date,
    reinstated_on date,
    resolved_on date,
    recorded_at bigint NOT NULL,
    is_synthetic boolean NOT NULL,
    CONSTRAINT pk_exclusion PRIMARY KEY (id),
    CONSTRAINT fk_exclusion_pupil_pupil_id FOREIGN KEY (pupil_id) REFERENCES pupil (id) ON DELETE RESTRICT,
    CONSTRAINT fk_exclusion_school_school_id FOREIGN KEY (school_id) REFERENCES school (id) ON DELETE RESTRICT
);
CREATE INDEX ix_exclusion_pupil_id ON exclusion (pupil_id);
CREATE INDEX ix_exclusion_school_id ON exclusion (school_id);

CREATE TABLE case_sequence (
    group_code text NOT NULL,
    academic_year integer NOT NULL,
    last_number integer NOT NULL,
    CONSTRAINT pk_case_sequence PRIMARY KEY (group_code, academic_year)
);

CREATE TABLE "case" (
    id uuid NOT NULL,
    reference text NOT NULL,
    pupil_id uuid NOT NULL,
    school_id uuid NOT NULL,
    partnership_id uuid NOT NULL,
    academic_year integer NOT NULL,
    stage text NOT NULL,
    flags integer NOT NULL,
    purpose text,
    urgency text NOT NULL,
    opened_at bigint NOT NULL,
    opened_by_person_id uuid,
    submitted_at bigint,
    closed_at bigint,
    closed_reason text,
    lead_person_id uuid,
    is_synthetic boolean NOT NULL,
    row_version bigint NOT NULL,
    CONSTRAINT pk_case PRIMARY KEY (id),
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
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    role text NOT NULL,
    person_id uuid,
    organisation_name text,
    "from" date NOT NULL,
    "to" date,
    mash_approved boolean NOT NULL,
    reason text,
    CONSTRAINT pk_case_participant PRIMARY KEY (id),
    CONSTRAINT fk_case_participant_case_case_id FOREIGN KEY (case_id) REFERENCES "case" (id) ON DELETE RESTRICT,
    CONSTRAINT fk_case_participant_person_person_id FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT
);
CREATE INDEX ix_case_participant_case_id ON case_participant (case_id);
CREATE INDEX ix_case_participant_person_id ON case_participant (person_id);

CREATE TABLE timeline_entry (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    at bigint NOT NULL,
    kind text NOT NULL,
    text text NOT NULL,
    by_person_id uuid,
    data_class text NOT NULL,
    CONSTRAINT pk_timeline_entry PRIMARY KEY (id),
    CONSTRAINT fk_timeline_entry_case_case_id FOREIGN KEY (case_id) REFERENCES "case" (id) ON DELETE RESTRICT
);
CREATE INDEX ix_timeline_entry_case_id_at_id ON timeline_entry (case_id, at, id);

CREATE TABLE decision_record (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    code text NOT NULL,
    reasons text NOT NULL,
    decided_at bigint NOT NULL,
    recorded_at bigint NOT NULL,
    recorded_by_person_id uuid,
    workflow_definition_id text,
    workflow_version integer,
    basis_code text,
    dissent text,
    next_review_on date,
    supersedes_id uuid,
    CONSTRAINT pk_decision_record PRIMARY KEY (id),
    CONSTRAINT fk_decision_record_case_case_id FOREIGN KEY (case_id) REFERENCES "case" (id) ON DELETE RESTRICT,
    CONSTRAINT fk_decision_record_decision_record_supersedes_id FOREIGN KEY (supersedes_id) REFERENCES decision_record (id) ON DELETE RESTRICT
);
CREATE INDEX ix_decision_record_case_id ON decision_record (case_id);
CREATE UNIQUE INDEX ix_decision_record_supersedes_id ON decision_record (supersedes_id);

CREATE TABLE decision_party (
    id uuid NOT NULL,
    decision_record_id uuid NOT NULL,
    part text NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    person_id uuid,
    CONSTRAINT pk_decision_party PRIMARY KEY (id),
    CONSTRAINT fk_decision_party_decision_record_decision_record_id FOREIGN KEY (decision_record_id) REFERENCES decision_record (id) ON DELETE RESTRICT
);
CREATE INDEX ix_decision_party_decision_record_id ON decision_party (decision_record_id);

CREATE TABLE decision_evidence (
    id uuid NOT NULL,
    decision_record_id uuid NOT NULL,
    file_name text NOT NULL,
    sha256 text NOT NULL,
    CONSTRAINT pk_decision_evidence PRIMARY KEY (id),
    CONSTRAINT fk_decision_evidence_decision_record_decision_record_id FOREIGN KEY (decision_record_id) REFERENCES decision_record (id) ON DELETE RESTRICT
);
CREATE INDEX ix_decision_evidence_decision_record_id ON decision_evidence (decision_record_id);
