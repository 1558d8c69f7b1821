using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PrivateFed.Follows;
using PrivateFed.Languages;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages;

/// <summary>The posts shared with a circle, for its members and for owners; for others the circle does not exist.</summary>
public sealed class CircleOfMinePage(HouseDb db, IStringLocalizer<Texts> texts) : PageModel
{
    public string Name { get; private set; } = "";

    /// <summary>
    /// Members by name. People on other servers are only counted, since the family page shows their names to authors only.
    /// </summary>
    public string WhoIsIn { get; private set; } = "";

    public PostPage Posts { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, string? before, CancellationToken cancellation)
    {
        var reader = HttpContext.SignedInViewer();
        var circle = await db.Circles.AsNoTracking()
            .Where(circle => circle.Id == id && (reader.Role == Role.Owner || circle.Members.Any(member => member.Id == reader.MemberId)))
            .Select(circle => new
            {
                circle.Name,
                Members = circle.Members.Where(member => member.RemovedAt == null).OrderBy(member => member.JoinedAt)
                    .Select(member => member.Name).ToList(),
                Elsewhere = circle.Followers.Count(follower => follower.Follows.Any(follow => follow.State == FollowState.Accepted)),
            })
            .SingleOrDefaultAsync(cancellation);
        if (circle is null)
        {
            return NotFound();
        }
        (Name, WhoIsIn) = (circle.Name, string.Join(", ", [.. circle.Members, .. InWords(circle.Elsewhere)]));
        Posts = await ReadPosts.PageAsync(
            db, reader, PostPlace.Parse(before), posts => posts.Where(post => post.Circles.Any(circle => circle.Id == id)), cancellation);
        return Page();
    }

    private string[] InWords(int elsewhere) =>
        elsewhere == 0 ? [] : [texts.Count(elsewhere, "and 1 person on another server", "and {0} people on other servers")];
}
