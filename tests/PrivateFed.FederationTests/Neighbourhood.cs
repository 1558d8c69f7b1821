using Xunit;

namespace PrivateFed.FederationTests;

/// <summary>
/// Mara's house and Joe's server, each with a name, a certificate and neighbours that demand both. Starting them takes seconds of the
/// processor, so the tests of a class share one street where they can; each begins by letting Joe in, which does nothing when he is.
/// </summary>
public sealed class Neighbourhood : IAsyncLifetime
{
    public HouseProgram House { get; private set; } = null!;

    public PeerProgram Joes { get; private set; } = null!;

    /// <summary>Mara as Joe's server saw her before she let anybody in.</summary>
    public FoundActor Mara { get; private set; } = null!;

    /// <summary>Her document at that time, as it was answered without a signature and to the actor of Joe's server.</summary>
    public IReadOnlyList<Answer> Stubs { get; private set; } = [];

    private bool IsBeside { get; init; }

    /// <summary>A street for one test alone.</summary>
    public static async Task<Neighbourhood> Build()
    {
        var street = new Neighbourhood();
        await street.InitializeAsync();
        return street;
    }

    public async ValueTask InitializeAsync()
    {
        Joes = await PeerProgram.Start();
        try
        {
            House = await HouseProgram.Open();
            Mara = await Joes.Lookup(House.MarasHandle);
            Stubs = [await Joes.Fetch(Mara.Id), await Joes.Fetch(Mara.Id, signedAs: "instance")];
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Another server with a Joe on it, before the same house: for a test after which a server is no longer as others need it. He follows
    /// nobody any more when it ends, so that the house does not go on writing to a server that is gone.
    /// </summary>
    public async Task<Neighbourhood> OtherServer()
    {
        var others = await PeerProgram.Start("other-server.test");
        return new Neighbourhood { House = House, Joes = others, Mara = await others.Lookup(House.MarasHandle), IsBeside = true };
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
        await Eventually.Happens($"the Accept for {name}",
            async () => (await Joes.Status()).Following.GetValueOrDefault($"{name} {Mara.Id}") == "accepted");
    }

    /// <summary>How Mara's server answered Joe's wish: requested, accepted, rejected, or nothing at all.</summary>
    public async Task<string?> JoesFollow() => (await Joes.Status()).Following.GetValueOrDefault($"joe {Mara.Id}");

    public async ValueTask DisposeAsync()
    {
        if (IsBeside)
        {
            await TakeLeave();
        }
        else if (House is not null)
        {
            await House.DisposeAsync();
        }

        await Joes.DisposeAsync();
    }

    private async Task TakeLeave()
    {
        if (await JoesFollow() == "accepted")
        {
            await Joes.Unfollow(Mara.Id);
            await Eventually.Happens("the end of the follow",
                async () => (await Joes.Fetch($"{Mara.Id}/followers", signedAs: "joe")).Status == 404);
        }

        await House.HasSentEverything();
    }
}
