CREATE TABLE uploaded_file (
    file_id uuid NOT NULL,
    task_id uuid NOT NULL,
    person_id uuid NOT NULL,
    person_name text NOT NULL,
    field text NOT NULL,
    data_class text NOT NULL,
    name text NOT NULL,
    type text NOT NULL,
    sha256 text NOT NULL,
    size bigint NOT NULL,
    uploaded_at bigint NOT NULL,
    stored_at bigint,
    case_id uuid,
    submission_id uuid,
    CONSTRAINT pk_uploaded_file PRIMARY KEY (file_id)
);
CREATE INDEX ix_uploaded_file_task_id_person_id ON uploaded_file (task_id, person_id);
CREATE INDEX ix_uploaded_file_case_id ON uploaded_file (case_id);
CREATE INDEX ix_uploaded_file_uploaded_at ON uploaded_file (uploaded_at) WHERE submission_id IS NULL;

CREATE TABLE uploaded_file_part (
    file_id uuid NOT NULL,
    part_no bigint NOT NULL,
    content bytea NOT NULL,
    CONSTRAINT pk_uploaded_file_part PRIMARY KEY (file_id, part_no),
    CONSTRAINT fk_uploaded_file_part_uploaded_file_file_id FOREIGN KEY (file_id) REFERENCES uploaded_file (file_id) ON DELETE CASCADE
);
