using CaseFlow.Host.Email;
using CaseFlow.TestKit.Smtp;
using CaseFlow.Workflows.Emails;

namespace CaseFlow.Host.Tests.Email;

public sealed class SmtpMailTransportTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Date = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private SmtpPeer _peer = null!;

    public async Task InitializeAsync() => _peer = await SmtpPeer.Start();

    public async Task DisposeAsync() => await _peer.DisposeAsync();

    [Fact]
    public async Task Send_ServerAccepts_ArrivesOnceEncryptedAndAuthenticatedWithItsMessageId()
    {
        var outcome = await Transport().Send(Email(), CancellationToken.None);

        Assert.IsType<MailAccepted>(outcome);
        var mail = Assert.Single(await _peer.Received());
        Assert.Equal("0193-one@caseflow.example", mail.MessageId);
        Assert.Equal("head@ashlow.example", mail.To);
        Assert.Equal("CaseFlow: action needed on NC-26-0147 – today", mail.Subject);
        Assert.Contains("Zoë, open it", mail.Text, StringComparison.Ordinal);
        Assert.Contains("<p>Zoë, open it</p>", mail.Html, StringComparison.Ordinal);
        Assert.True(mail.Encrypted);
        Assert.True(mail.Authenticated);
        Assert.Equal(1, mail.Headers.Count(name => name == "Message-ID"));
        Assert.Equal(1, mail.Headers.Count(name => name == "Date"));
    }

    [Fact]
    public async Task Send_RecipientRefusedFor550_IsRefusedWithoutTheAddressInTheReason()
    {
        await _peer.Be(SmtpMode.Reject);

        var refused = Assert.IsType<MailRefused>(await Transport().Send(Email(), CancellationToken.None));

        Assert.Contains("550", refused.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("ashlow", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_451_IsDeferred()
    {
        await _peer.Be(SmtpMode.Defer);

        Assert.Contains("451", Assert.IsType<MailDeferred>(await Transport().Send(Email(), CancellationToken.None)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_ConnectionRefused_ServerIsUnavailable()
    {
        await _peer.Close();

        Assert.IsType<MailServerUnavailable>(await Transport().Send(Email(), CancellationToken.None));
        Assert.Empty(await _peer.Received());
    }

    [Fact]
    public async Task Send_ConnectionDroppedAfterData_ServerIsUnavailableAndTheResendHasTheSameMessageId()
    {
        await _peer.Be(SmtpMode.Drop);
        Assert.IsType<MailServerUnavailable>(await Transport().Send(Email(), CancellationToken.None));

        await _peer.Be(SmtpMode.Accept);
        Assert.IsType<MailAccepted>(await Transport().Send(Email(), CancellationToken.None));

        var received = await _peer.Received();
        Assert.Equal(2, received.Count);
        Assert.Single(received.Select(mail => mail.MessageId).Distinct());
    }

    [Fact]
    public async Task Send_ServerNeverAnswers_GivesUpAfterTheTimeLimit()
    {
        await _peer.Be(SmtpMode.Hang);

        var outcome = await Transport(options => options.TimeoutSeconds = 1).Send(Email(), CancellationToken.None);

        Assert.Contains("1 seconds", Assert.IsType<MailServerUnavailable>(outcome).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_WrongPassword_ServerIsUnavailableAndNothingIsLost()
    {
        var outcome = await Transport(options => options.Password = "wrong").Send(Email(), CancellationToken.None);

        Assert.Contains("Mail:Smtp", Assert.IsType<MailServerUnavailable>(outcome).Reason, StringComparison.Ordinal);
        Assert.Empty(await _peer.Received());
    }

    [Fact]
    public async Task Send_CertificateNotTrusted_SendsNothing()
    {
        // A server of its own, whose certificate no test has trusted.
        await using var stranger = await SmtpPeer.Start();

        var outcome = await Transport(options => options.Port = stranger.Port).Send(Email(), CancellationToken.None);

        Assert.IsType<MailServerUnavailable>(outcome);
        Assert.Empty(await stranger.Received());
    }

    [Theory]
    [InlineData("head@ashlow.example\r\nRCPT TO:<thief@evil.example>", "CaseFlow", "0193-one@caseflow.example")]
    [InlineData("head@ashlow.example, thief@evil.example", "CaseFlow", "0193-one@caseflow.example")]
    [InlineData("head@ashlow.example", "CaseFlow\r\nBcc: thief@evil.example", "0193-one@caseflow.example")]
    [InlineData("head@ashlow.example", "CaseFlow", "0193-one@caseflow.example>\r\nBcc: thief@evil.example")]
    public async Task Send_LineBreaksInHeaders_NeverMakeAHeaderOrARecipient(string to, string subject, string messageId)
    {
        await Transport().Send(Email() with { To = to, Subject = subject, MessageId = messageId }, CancellationToken.None);

        Assert.All(await _peer.Received(), mail =>
        {
            Assert.Equal(1, mail.Recipients);
            Assert.Equal("head@ashlow.example", mail.To);
            Assert.DoesNotContain("Bcc", mail.Headers);
        });
    }

    internal static OutgoingEmail Email() => new(
        "0193-one@caseflow.example", "head@ashlow.example", "CaseFlow: action needed on NC-26-0147 – today", "Zoë, open it", "<p>Zoë, open it</p>", Date);

    private IMailTransport Transport(Action<SmtpOptions>? change = null)
    {
        var options = new MailOptions
        {
            Transport = "Smtp",
            Smtp = new() { Host = "localhost", Port = _peer.Port, UserName = SmtpPeer.UserName, Password = SmtpPeer.Password, TrustedCertificate = _peer.CertificatePath, TimeoutSeconds = 20 },
        };
        change?.Invoke(options.Smtp);
        Assert.Empty(options.Problems());
        return MailTransports.Create(options, "unused");
    }
}
