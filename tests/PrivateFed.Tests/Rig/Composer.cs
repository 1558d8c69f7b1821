using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Posts.Drafts;

namespace PrivateFed.Tests.Rig;

/// <summary>The composer as an author's browser fills it in.</summary>
internal static partial class Composer
{
    /// <summary>An author presses one of its buttons; what is not named stands there as on a new page.</summary>
    public static Task<HttpResponseMessage> ComposeAsync(
        this Browser author, string button, Guid draft, params (string Name, string Value)[] fields) =>
        author.SubmitAsync("/write", "/write", Fields(draft, [.. fields, ("do", button)]));

    /// <summary>What its script sends while the author types: the answer, or why it is not kept.</summary>
    public static async Task<string> KeepQuietlyAsync(this Browser author, Guid draft, params (string Name, string Value)[] fields)
    {
        using var answer = await author.SubmitAsync("/write", "/write?handler=Keep", Fields(draft, fields));
        return await answer.Content.ReadAsStringAsync();
    }

    public static Task<Draft?> DraftAsync(this House house, Guid id) =>
        house.ReadAsync(db => db.Drafts.AsNoTracking().Include(draft => draft.Photos)
            .SingleOrDefaultAsync(draft => draft.Id == id, House.Cancellation));

    public static Task<List<Draft>> DraftsAsync(this House house, Member author) =>
        house.ReadAsync(db => db.Drafts.AsNoTracking().Where(draft => draft.AuthorId == author.Id).OrderBy(draft => draft.SavedAt)
            .ToListAsync(House.Cancellation));

    public static Task<Post?> PostAsync(this House house, Guid id) =>
        house.ReadAsync(db => db.Posts.AsNoTracking().Include(post => post.Photos).Include(post => post.Versions)
            .SingleOrDefaultAsync(post => post.Id == id, House.Cancellation));

    /// <summary>What a page says went wrong, as a person reads it.</summary>
    public static async Task<string> ProblemAsync(this HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(Problem().Match(await answer.Content.ReadAsStringAsync()).Groups["problem"].Value);
    }

    public static void AssertLeadsTo(this HttpResponseMessage answer, string place)
    {
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(place, answer.Headers.Location?.ToString());
    }

    private static (string Name, string Value)[] Fields(Guid draft, (string Name, string Value)[] fields)
    {
        (string Name, string Value)[] usual =
            [("Input.DraftId", $"{draft}"), ("Input.Page", $"{Guid.NewGuid()}"), ("Input.Version", "0"), ("Input.Audience", "everyone")];
        return [.. usual.Where(one => !fields.Any(field => field.Name == one.Name)), .. fields];
    }

    [GeneratedRegex("class=\"problem\" role=\"alert\">(?<problem>[^<]+)<")]
    private static partial Regex Problem();
}
