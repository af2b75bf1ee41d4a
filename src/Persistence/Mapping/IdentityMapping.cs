using CaseFlow.Cases.People;
using CaseFlow.Persistence.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Persistence.Mapping;

internal static class IdentityMapping
{
    public static void Map(ModelBuilder builder)
    {
        builder.Entity<Account>(account =>
        {
            account.ToTable("account");
            account.HasOne<Person>().WithMany().HasForeignKey(row => row.PersonId).OnDelete(DeleteBehavior.Restrict);
            account.HasIndex(row => row.PersonId).IsUnique();

            // Two people with one address would share a password reset.
            account.HasIndex(row => row.NormalizedEmail).IsUnique().HasDatabaseName("ix_account_normalized_email");
            account.HasIndex(row => row.NormalizedUserName).IsUnique().HasDatabaseName("ix_account_normalized_user_name");
        });
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("account_claim");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("account_login");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("account_token");
        builder.Entity<IdentityUserPasskey<Guid>>(passkey =>
        {
            passkey.ToTable("account_passkey");
            passkey.HasKey(row => row.CredentialId);
            passkey.Property(row => row.CredentialId).HasMaxLength(1024);
            passkey.OwnsOne(row => row.Data).ToJson("data");
            passkey.HasOne<Account>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
