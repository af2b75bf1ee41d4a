using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Persistence.Mapping;

/// <summary>What people are to do, what they have typed and what they sent.</summary>
internal static class TaskTables
{
    public static void Map(ModelBuilder builder)
    {
        builder.Table("task")
            .Id("task_id").Text("instance_id", "wait_id", "execution_id", "activity_id", "version_id", "title", "safe_title", "outcomes", "candidates", "status")
            .OptionalText("case_reference", "instructions", "form_name", "form_hash", "due_explanation", "holder_name", "completed_by_name", "completed_as", "outcome")
            .OptionalId("case_id", "holder_id", "completed_by_id", "completed_assignment_id", "submission_id").OptionalDate("follow_up")
            .Number("version", "opened_at").OptionalNumber("due", "escalated_at", "ended_at")
            .Key("task_id").Unique("instance_id", "wait_id").Index("case_id").IndexWhere("status = 'Open'", "holder_id")
            .IndexWhere("follow_up IS NOT NULL AND status = 'Open'", "follow_up");

        // Rows of open tasks only, with what the inbox filters by, so that a page of it is a walk along one index.
        // seat: role and place. due: the largest number where there is none.
        var candidate = builder.Table("task_candidate")
            .Id("task_id").Number("rung").Text("seat").Number("due").OptionalId("holder_id").OptionalDate("follow_up")
            .Key("task_id", "rung", "seat").Index("seat", "due", "task_id", "rung", "holder_id", "follow_up");
        candidate.HasOne("task").WithMany().HasForeignKey("task_id").OnDelete(DeleteBehavior.Cascade);
        candidate.Metadata.GetIndexes().Single().SetDatabaseName("ix_task_candidate_inbox");
        builder.Table("task_draft").Id("task_id", "person_id").Text("answers_json").Number("saved_at").Key("task_id", "person_id");
        builder.Table("form_submission")
            .Id("submission_id", "task_id", "person_id").Text("instance_id", "answers_json", "person_name").OptionalText("form_name", "form_hash").OptionalId("case_id").Number("at")
            .Key("submission_id").Index("task_id").Index("case_id", "form_name", "at");

        // Content stands apart, in parts: no list reads it, and no write is long.
        builder.Table("uploaded_file")
            .Id("file_id", "task_id", "person_id").Text("person_name", "field", "data_class", "name", "type", "sha256").Number("size", "uploaded_at")
            .OptionalNumber("stored_at").OptionalId("case_id", "submission_id")
            .Key("file_id").Index("task_id", "person_id").Index("case_id").IndexWhere("submission_id IS NULL", "uploaded_at");
        builder.Table("uploaded_file_part").Id("file_id").Number("part_no").Bytes("content").Key("file_id", "part_no")
            .HasOne("uploaded_file").WithMany().HasForeignKey("file_id").OnDelete(DeleteBehavior.Cascade);
    }
}
