CREATE TABLE uploaded_file (
    file_id TEXT NOT NULL CONSTRAINT pk_uploaded_file PRIMARY KEY,
    task_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    person_name TEXT NOT NULL,
    field TEXT NOT NULL,
    data_class TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    uploaded_at INTEGER NOT NULL,
    stored_at INTEGER,
    case_id TEXT,
    submission_id TEXT
);
CREATE INDEX ix_uploaded_file_task_id_person_id ON uploaded_file (task_id, person_id);
CREATE INDEX ix_uploaded_file_case_id ON uploaded_file (case_id);
CREATE INDEX ix_uploaded_file_uploaded_at ON uploaded_file (uploaded_at) WHERE submission_id IS NULL;

CREATE TABLE uploaded_file_part (
    file_id TEXT NOT NULL,
    part_no INTEGER NOT NULL,
    content BLOB NOT NULL,
    CONSTRAINT pk_uploaded_file_part PRIMARY KEY (file_id, part_no),
    CONSTRAINT fk_uploaded_file_part_uploaded_file_file_id FOREIGN KEY (file_id) REFERENCES uploaded_file (file_id) ON DELETE CASCADE
);
