using System.Xml.Linq;
using CaseFlow.Persistence.Engine;
using CaseFlow.Persistence.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace CaseFlow.Persistence.Identity;

/// <summary>Data Protection's keys in the database, so that a restart or a second host signs nobody out.</summary>
internal sealed class DatabaseKeys(CaseFlowStorage storage) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. storage.Reads.List("SELECT xml FROM data_protection_key ORDER BY name", _ => { }, reader => reader.GetString(0), CancellationToken.None).GetAwaiter().GetResult().Select(xml => XElement.Parse(xml))];

    public void StoreElement(XElement element, string friendlyName) =>
        storage.Gate.Run(scope => scope.Command("INSERT INTO data_protection_key (name, xml) VALUES (@name, @xml) ON CONFLICT (name) DO UPDATE SET xml = excluded.xml")
            .With("name", friendlyName).With("xml", element.ToString(SaveOptions.DisableFormatting)).ExecuteNonQuery()).GetAwaiter().GetResult();
}
