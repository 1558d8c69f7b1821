using PrivateFed.Jobs;

namespace PrivateFed.Reports;

/// <summary>Registers reports from other servers.</summary>
public static class ReportRegistration
{
    public static IServiceCollection AddReports(this IServiceCollection services) =>
        services.AddScoped<ReceiveReport>().AddDeletionStep("reports", ReadReports.DeleteSeenAsync);
}
