using PrivateFed.Jobs;

namespace PrivateFed.Reports;

/// <summary>What other servers complain of.</summary>
public static class ReportRegistration
{
    public static IServiceCollection AddReports(this IServiceCollection services) =>
        services.AddScoped<ReceiveReport>().AddDeletionStep("reports", ReadReports.ForgetSeenAsync);
}
