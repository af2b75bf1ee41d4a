using CaseFlow.Activities.Effects;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.Storage;
using CaseFlow.Workflows.Contacts;
using CaseFlow.Workflows.Emails;

namespace CaseFlow.Workflows.DomainChanges;

/// <summary>Gives a refused email of the case a fresh start, to the address its person has now, and tells the timeline.</summary>
public sealed class SendAgainChange(IOutboxStore outbox, RoleDirectory directory) : IDomainChange
{
    public string Kind => DomainChangeKinds.SendAgain;

    public async Task<Action<WriteScope>> Prepare(DomainChangeContext context, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(context.Data["email"].AsText, out var id)
            || await outbox.Find(id, cancellationToken) is not { } email
            || email.CaseId != context.CaseId)
        {
            return _ => { };
        }

        var person = Guid.TryParse(email.Recipient, out var recipient) ? directory.Person(recipient) : null;
        return scope =>
        {
            if (outbox.SendAgain(scope, id, person?.Email ?? email.Address, context.At))
            {
                var data = scope.Data;
                Timeline.Add(data, new()
                {
                    CaseId = context.CaseId,
                    At = context.At,
                    Kind = TimelineKind.EmailQueued,
                    Text = person is null ? "An email that could not be delivered is sent again." : $"An email to {person.Name} that could not be delivered is sent again.",
                    ByPersonId = context.ByPersonId,
                });
                data.SaveChanges();
            }
        };
    }
}
