using Xunit;

namespace PrivateFed.FederationTests;

/// <summary>
/// Mara's house and Joe's server, each with a name, a certificate and neighbours that demand both. Starting them takes seconds, so the tests
/// of a class share one street where they can; each begins by letting Joe in, which does nothing when he is.
/// </summary>
public sealed class Neighbourhood : IAsyncLifetime
{
    public House House { get; private set; } = null!;

    public Peer Joes { get; private set; } = null!;

    /// <summary>Mara as Joe's server saw her before she let anybody in.</summary>
    public FoundActor Mara { get; private set; } = null!;

    /// <summary>A street for one test alone.</summary>
    public static async Task<Neighbourhood> Build()
    {
        var street = new Neighbourhood();
        await street.InitializeAsync();
        return street;
    }

    public async ValueTask InitializeAsync()
    {
        Joes = await Peer.Start();
        try
        {
            House = await House.Open();
            Mara = await Joes.Lookup(House.MarasHandle);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>Joe asks, Mara approves, and what that sent has arrived and is forgotten.</summary>
    public async Task LetJoeIn()
    {
        if (await JoesFollow() != "accepted")
        {
            await LetIn("joe");
        }

        await BeQuiet();
    }

    /// <summary>What was sent before has arrived and is forgotten.</summary>
    public async Task BeQuiet()
    {
        await House.HasSentEverything();
        await Joes.Clear();
    }

    /// <summary>Somebody of Joe's server asks, and Mara approves.</summary>
    public async Task LetIn(string name, string olderPosts = "None")
    {
        await Joes.Follow(Mara.Id, by: name);
        await House.LetIn(Joes.HandleOf(name), olderPosts);
        await Eventually.Happens($"the Accept for {name}", async () => (await Joes.Status()).Following.GetValueOrDefault($"{name} {Mara.Id}") == "accepted");
    }

    /// <summary>How Mara's server answered Joe's wish: requested, accepted, rejected, or nothing at all.</summary>
    public async Task<string?> JoesFollow() => (await Joes.Status()).Following.GetValueOrDefault($"joe {Mara.Id}");

    public async ValueTask DisposeAsync()
    {
        if (House is not null)
        {
            await House.DisposeAsync();
        }

        await Joes.DisposeAsync();
    }
}
