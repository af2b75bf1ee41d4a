using CaseFlow.Cases.Storage;

namespace CaseFlow.Persistence.Identity;

/// <summary>What belongs together with the next change that Identity saves in this request, in one transaction with it.</summary>
public sealed class AccountChanges
{
    private readonly AccountContext _context;

    internal AccountChanges(AccountContext context) => _context = context;

    /// <summary>Runs <paramref name="work"/> inside the gate, before the account is written. What it throws undoes both.</summary>
    public void With(Action<WriteScope> work) => _context.Data.CarriedWork.Add(work);
}
