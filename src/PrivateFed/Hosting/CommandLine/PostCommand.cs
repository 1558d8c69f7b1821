using System.CommandLine;
using System.Globalization;
using PrivateFed.Houses;
using PrivateFed.Posts;

namespace PrivateFed.Hosting.CommandLine;

/// <summary>Publishes a post from files.</summary>
internal static class PostCommand
{
    private static readonly Option<string> Text = new("--text")
    {
        Required = true,
        HelpName = "FILE|-",
        Description = "The text, in Markdown; - reads standard input.",
    };

    private static readonly Option<string[]> Photos = new("--photo")
    {
        HelpName = "FILE=description",
        DefaultValueFactory = _ => [],
        Description = "A photo and its description. Can be given several times.",
    };

    private static readonly Option<string> Audience = new("--audience")
    {
        HelpName = "everyone|CIRCLE",
        DefaultValueFactory = _ => FindAudience.Everyone,
        Description = "Who can see it: everyone who was let in, or one circle.",
    };

    private static readonly Option<LifeEventKind?> Kind = new("--kind")
    {
        HelpName = string.Join('|', Enum.GetNames<LifeEventKind>()),
        Description = "For a life event: what kind of day it was.",
        CustomParser = given =>
        {
            var name = Enum.GetNames<LifeEventKind>()
                .FirstOrDefault(kind => kind.Equals(given.Tokens[0].Value, StringComparison.OrdinalIgnoreCase));
            if (name is not null)
            {
                return Enum.Parse<LifeEventKind>(name);
            }
            given.AddError($"'{given.Tokens[0].Value}' isn't one of {string.Join(", ", Enum.GetNames<LifeEventKind>())}.");
            return null;
        },
    };

    private static readonly Option<string> Title = new("--title")
    {
        HelpName = "WORDS",
        DefaultValueFactory = _ => "",
        Description = "The title of a life event.",
    };

    private static readonly Option<DateOnly?> Date = new("--date")
    {
        HelpName = "2025-08-14",
        Description = "The day it happened, if it was earlier.",
        CustomParser = given =>
        {
            if (DateOnly.TryParseExact(given.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }
            given.AddError($"'{given.Tokens[0].Value}' isn't a date such as 2025-08-14.");
            return null;
        },
    };

    private static readonly Option<string?> As = new("--as") { HelpName = "HANDLE", Description = "The author. If left out, the owner." };
    private static readonly Option<bool> Json = Printed.JsonOption();

    public static Command Make()
    {
        var command = new Command(
            "post",
            "Publishes a post and prints its id. The running server sends it within two seconds. "
            + "Example: PrivateFed post --text news.md --photo cake.jpg=\"A cake with one candle\"")
        {
            Text, Photos, Audience, Kind, Title, Date, As, Json,
        };
        command.InHouse(RunAsync);
        return command;
    }

    private static async Task<Result<string>> RunAsync(ParseResult parsed, IServiceProvider house, CancellationToken cancellation)
    {
        var photos = PhotoArgument.Parse(parsed.GetRequiredValue(Photos));
        if (!photos.Succeeded)
        {
            return photos.Refusal;
        }
        var author = await FindAuthor.FindAsync(house, parsed.GetValue(As), cancellation);
        if (!author.Succeeded)
        {
            return author.Refusal;
        }
        var circles = await FindAudience.FindAsync(house, parsed.GetRequiredValue(Audience), cancellation);
        if (!circles.Succeeded)
        {
            return circles.Refusal;
        }
        var text = await StrictText.ReadFileAsync(parsed.GetRequiredValue(Text), cancellation);
        if (!text.Succeeded)
        {
            return text.Refusal;
        }
        var lifeEvent = new LifeEvent(parsed.GetValue(Kind), parsed.GetRequiredValue(Title), parsed.GetValue(Date));
        if (PostText.Check(text.Value, lifeEvent, photos.Value.Count, house.GetRequiredService<TimeProvider>().GetUtcNow()) is { } wrong)
        {
            return wrong;
        }
        var post = await PublishWithPhotos.PublishAsync(
            house, author.Value, new NewPost(text.Value, [], circles.Value) { LifeEvent = lifeEvent }, photos.Value, cancellation);
        return post.Succeeded ? Print(house.GetRequiredService<CurrentHouse>().Addresses.Post(post.Value), parsed.GetValue(Json))
            : post.Refusal;
    }

    private static string Print(string id, bool json) => json ? Printed.Json(new { id }) : id;
}
