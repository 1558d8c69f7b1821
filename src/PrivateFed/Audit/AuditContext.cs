namespace PrivateFed.Audit;

/// <summary>The acting person of this request or command. In a job, where nobody sets it, the house itself acts.</summary>
public sealed class AuditContext
{
    public DoneBy By { get; private set; }

    public Guid? Id { get; private set; }

    public string Name { get; private set; } = "";

    public AuditContext ActAs(Guid memberId, string name)
    {
        (By, Id, Name) = (DoneBy.Member, memberId, name);
        return this;
    }

    public AuditContext ActAsCommandLine()
    {
        (By, Id, Name) = (DoneBy.CommandLine, null, "");
        return this;
    }
}
