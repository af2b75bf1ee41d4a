using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Persistence.Mapping;

/// <summary>What the service keeps for itself.</summary>
internal static class ServiceTables
{
    public static void Map(ModelBuilder builder)
    {
        builder.Table("data_protection_key").Text("name", "xml").Key("name");
        builder.Table("setting").Text("key", "value").Key("key");
        builder.Table("schema_version").Number("version", "applied_at").Text("name", "content_hash").Key("version");

        // Append-only, by triggers; each row holds the hash of the one before it.
        builder.Table("audit_entry")
            .Number("seq", "at").Text("action", "subject", "detail", "previous_hash", "hash").OptionalText("role", "organisation", "reason")
            .OptionalId("person_id", "for_person_id", "case_id")
            .Key("seq").Index("subject", "seq").IndexWhere("case_id IS NOT NULL", "case_id", "seq").IndexWhere("person_id IS NOT NULL", "person_id", "seq");
    }
}
