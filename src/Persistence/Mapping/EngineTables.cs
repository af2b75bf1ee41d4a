using CaseFlow.Persistence.Storage;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Persistence.Mapping;

/// <summary>The tables a burst writes, and those of definitions.</summary>
internal static class EngineTables
{
    public static void Map(ModelBuilder builder, StorageProvider provider)
    {
        MapDefinitions(builder);
        MapInstances(builder);
        MapJournal(builder, provider);
        MapWaits(builder, provider);
        MapPending(builder);
        MapOutbox(builder);
    }

    private static void MapDefinitions(ModelBuilder builder)
    {
        builder.Table("workflow_version")
            .Text("version_id", "definition_id", "name", "json", "content_hash", "source").Number("version", "published_at")
            .Key("version_id").Unique("definition_id", "version");
        builder.Table("workflow_draft")
            .Text("definition_id", "kind", "name", "json", "content_hash", "source").Number("revision", "saved_at")
            .Key("definition_id", "kind");
        builder.Table("workflow_pin").Text("version_id", "kind", "name", "hash").Key("version_id", "kind", "name");
        builder.Table("pinned_content").Text("hash", "kind", "content").Key("hash");
    }

    private static void MapInstances(ModelBuilder builder)
    {
        // No index holds a column that every burst writes, so that a burst touches one row of one tree.
        var instance = builder.Table("instance")
            .Text("instance_id", "definition_id", "version_id", "status", "sub_status")
            .Number("revision", "created_at", "updated_at").OptionalNumber("ended_at")
            .OptionalText("correlation_id", "name", "parent_instance_id", "activation_key").OptionalId("case_id")
            .Bytes("state")
            .Key("instance_id").Index("case_id")
            .IndexWhere("parent_instance_id IS NOT NULL", "parent_instance_id");
        instance.HasIndex("activation_key").IsUnique().HasFilter("activation_key IS NOT NULL");
        builder.Table("incident")
            .Text("instance_id", "incident_id", "definition_id", "activity_id", "execution_id", "cause", "message")
            .Number("attempt", "opened_at").OptionalNumber("retry_at", "closed_at").OptionalText("resolution").OptionalId("case_id", "closed_by_id")
            .Key("instance_id", "incident_id").IndexWhere("closed_at IS NULL", "opened_at").IndexWhere("closed_at IS NULL", "case_id")
            .IndexWhere("closed_at IS NULL", "definition_id", "activity_id");
        builder.Table("parked_instance").Text("instance_id", "reason").Number("at").Key("instance_id");
        builder.Table("parked_release").Text("instance_id", "reason").Number("parked_at", "at").OptionalId("by_person_id").Key("instance_id", "parked_at");
    }

    private static void MapJournal(ModelBuilder builder, StorageProvider provider)
    {
        var journal = builder.Table("journal").Text("instance_id").Number("seq", "at").Bytes("entry");
        if (provider == StorageProvider.PostgreSql)
        {
            journal.Key("instance_id", "seq");
            return;
        }

        // A group of bursts fills pages at the end of one tree. Ordered by instance, each burst wrote a page of its own.
        journal.Number("journal_id").OptionalNumber("previous_id").Key("journal_id");
        builder.Table("instance").OptionalNumber("journal_id");
    }

    private static void MapWaits(ModelBuilder builder, StorageProvider provider)
    {
        var wait = builder.Table("wait").Text("instance_id", "wait_id", "execution_id", "activity_id", "kind");
        if (provider == StorageProvider.PostgreSql)
        {
            wait.OptionalText("key").Key("instance_id", "wait_id").IndexWhere("key IS NOT NULL", "key", "kind");
            return;
        }

        // One tree, ordered by what a wait is found by; an index beside it would be a second page for each burst.
        wait.Text("key").Key("kind", "key", "instance_id", "wait_id");
    }

    private static void MapPending(ModelBuilder builder)
    {
        // ready_at is the later of due and the end of a claim: one index finds what is to be taken.
        builder.Table("timer")
            .Text("owner_id", "timer_id", "kind", "activity_id", "name").Number("due", "ready_at", "attempts").OptionalText("claimed_by").OptionalId("case_id")
            .Key("owner_id", "timer_id").Index("ready_at").IndexWhere("claimed_by IS NOT NULL", "claimed_by");
        builder.Table("stimulus_inbox")
            .Id("inbox_id").Text("kind").OptionalText("target_instance_id", "definition_id", "version_id", "parent_instance_id", "name", "correlation_id", "claimed_by")
            .OptionalId("case_id", "by_person_id").Bytes("payload").Number("created_at", "ready_at", "attempts")
            .Key("inbox_id").Index("ready_at", "inbox_id").IndexWhere("claimed_by IS NOT NULL", "claimed_by")
            .IndexWhere("target_instance_id IS NOT NULL", "target_instance_id");
    }

    private static void MapOutbox(ModelBuilder builder)
    {
        var outbox = builder.Table("outbox")
            .Id("outbox_id").Text("instance_id", "activity_id", "execution_id", "message", "offset_name", "recipient", "address", "template", "template_hash", "data_json", "status")
            .OptionalId("task_id", "case_id").Number("created_at", "attempts", "turn_at", "claimed_until", "waits_for_server")
            .OptionalText("claimed_by", "reason").OptionalNumber("sent_at", "failed_at")
            .Key("outbox_id")
            .IndexWhere("status = 'Waiting'", "turn_at").IndexWhere("status = 'Failed'", "failed_at").IndexWhere("status = 'Sent'", "sent_at")
            .IndexWhere("claimed_by IS NOT NULL", "claimed_by").Index("case_id");

        // Each email once. Named here, because the name made of its columns is too long for PostgreSQL.
        outbox.HasIndex("instance_id", "activity_id", "execution_id", "message", "offset_name", "recipient").IsUnique().HasDatabaseName("ix_outbox_once");
    }
}
