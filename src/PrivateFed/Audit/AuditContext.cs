namespace PrivateFed.Audit;

/// <summary>Whose hand it is in this request or command. Where nobody says so, in a job, it is the house itself.</summary>
public sealed class AuditContext
{
    public DoneBy By { get; private set; }

    public Guid? Id { get; private set; }

    public string Name { get; private set; } = "";

    public AuditContext Is(Guid memberId, string name)
    {
        (By, Id, Name) = (DoneBy.Member, memberId, name);
        return this;
    }

    public AuditContext IsCommandLine()
    {
        (By, Id, Name) = (DoneBy.CommandLine, null, "");
        return this;
    }
}
