namespace CaseFlow.Cases.Storage;

/// <summary>
/// The domain's tables, as the domain's services see them. Reads may use it anywhere; SaveChanges only works on the
/// one handed out by <see cref="WriteScope.Data"/>.
/// </summary>
public interface ICaseData
{
    int SaveChanges();
}
