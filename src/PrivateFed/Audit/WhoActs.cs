namespace PrivateFed.Audit;

/// <summary>Whose hand it is in this request or command. Where nobody says so, in a job, it is the house itself.</summary>
public sealed class WhoActs
{
    public DoneBy By { get; private set; }

    public Guid? Id { get; private set; }

    public string Name { get; private set; } = "";

    public WhoActs Is(Guid memberId, string name)
    {
        (By, Id, Name) = (DoneBy.Member, memberId, name);
        return this;
    }

    public WhoActs IsCommandLine()
    {
        (By, Id, Name) = (DoneBy.CommandLine, null, "");
        return this;
    }
}
