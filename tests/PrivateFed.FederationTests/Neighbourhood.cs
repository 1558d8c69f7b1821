namespace PrivateFed.FederationTests;

/// <summary>Mara's house and Joe's server, each with a name, a certificate and neighbours that demand both.</summary>
internal sealed class Neighbourhood : IAsyncDisposable
{
    private Neighbourhood(House house, Peer joes, FoundActor mara)
    {
        House = house;
        Joes = joes;
        Mara = mara;
    }

    public House House { get; }

    public Peer Joes { get; }

    /// <summary>Mara as Joe's server saw her before she let anybody in.</summary>
    public FoundActor Mara { get; }

    public static async Task<Neighbourhood> Build()
    {
        var joes = await Peer.Start();
        try
        {
            var house = await House.Open();
            return new Neighbourhood(house, joes, await joes.Lookup(house.MarasHandle));
        }
        catch
        {
            await joes.DisposeAsync();
            throw;
        }
    }

    /// <summary>Joe asks, Mara approves, and what that sent has arrived and is forgotten.</summary>
    public async Task LetJoeIn()
    {
        await Joes.Follow(Mara.Id);
        await House.ApproveFollow(Joes.JoesHandle);
        await Joes.Receives("Accept");
        await Joes.Receives("Update");
        await Joes.Clear();
    }

    /// <summary>How Mara's server answered Joe's wish: requested, accepted, rejected, or nothing at all.</summary>
    public async Task<string?> JoesFollow() => (await Joes.Status()).Following.GetValueOrDefault($"joe {Mara.Id}");

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        await Joes.DisposeAsync();
    }
}
