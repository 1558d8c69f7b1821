using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Search;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages;

/// <summary>Searches posts, comments, photo descriptions and people that the reader may see.</summary>
public sealed class SearchPage(HouseDb db) : PageModel
{
    public string Question { get; private set; } = "";

    public IReadOnlyList<string> Words { get; private set; } = [];

    /// <summary>Only on the first page.</summary>
    public IReadOnlyList<FoundPerson> People { get; private set; } = [];

    public FoundPage Found { get; private set; } = new([], null);

    public bool IsContinued { get; private set; }

    public async Task OnGetAsync(string? q, string? before, CancellationToken cancellation)
    {
        var asked = q?.Trim() ?? "";
        Question = Graphemes.Truncate(asked, SearchHouse.MaxQueryLength);
        Words = SearchHouse.WordsOf(Question);
        var (reader, place) = (HttpContext.SignedInViewer(), PostPlace.Parse(before));
        IsContinued = place is not null;
        (Found, People) = await TimingPad.PadAsync(
            async () => (
                await SearchHouse.PageAsync(db, reader, Words, place, cancellation),
                IsContinued ? [] : await FindPeople.NamedAsync(db, reader.Role, Words, cancellation)),
            cancellation);
    }
}
