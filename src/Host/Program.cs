using CaseFlow.Host.Errors;
using CaseFlow.Host.Referrals;
using CaseFlow.Host.Security;
using CaseFlow.Host.Shell;
using CaseFlow.Host.SignIn;
using CaseFlow.Host.Tasks;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);
builder.AddPages();
builder.AddSignIn();
builder.AddTaskPages();
builder.AddReferralPages();

var app = builder.Build();
app.UseSecurityHeaders();
app.UseErrorPages();
app.UseRouting();
app.UseRateLimiter();
app.UseAuthentication();
app.UseActivePeopleOnly();
app.UseAuthorization();
app.UseCheckedFormPosts();
app.MapPages();
app.MapSignIn();
app.MapTaskPages();
app.MapReferralPages();
await app.RunAsync();
