using PrivateFed.Jobs;

namespace PrivateFed.Audit;

/// <summary>Registers the audit log.</summary>
public static class AuditRegistration
{
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.AddDeletionStep("audit log", ReadAuditLog.DeleteOldAsync);
        return services.AddScoped<AuditContext>().AddScoped<AuditLog>();
    }
}
