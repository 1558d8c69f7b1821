using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using PrivateFed.Audiences;
using PrivateFed.Languages;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Posts.Drafts;
using PrivateFed.Storage;
using PrivateFed.Web.Words;

namespace PrivateFed.Web.Pages.Writing;

/// <summary>An author's drafts, including scheduled ones.</summary>
public sealed class DraftsPage(
    HouseDb db, ScheduleDraft schedule, PublishPost publish, ReaderClock clock, IStringLocalizer<Texts> texts) : PageModel
{
    private IReadOnlyList<AudienceChoice> _choices = [];

    public IReadOnlyList<ListedDraft> Drafts { get; private set; } = [];

    public Refusal? Problem { get; private set; }

    public bool IsPlanned => Request.Query.ContainsKey("planned");

    public bool IsKept => Request.Query.ContainsKey("kept");

    public bool IsShared => Request.Query.ContainsKey("shared");

    /// <summary>Whether many photos were just made into a draft for each day.</summary>
    public bool IsByDay => Request.Query.ContainsKey("days");

    /// <summary>Whether a draft had been changed elsewhere meanwhile, so that both versions were kept.</summary>
    public bool IsBeside => Request.Query.ContainsKey("beside");

    public Task OnGetAsync(CancellationToken cancellation) => ShowAsync(cancellation);

    /// <param name="version">Of the draft, as its author saw it.</param>
    public async Task<IActionResult> OnPostShareAsync(Guid id, int version, CancellationToken cancellation)
    {
        var authorId = User.MemberId()!.Value;
        if (await ReadDrafts.FindAsync(db, authorId, id, cancellation) is not { } draft)
        {
            Problem = ScheduleDraft.AlreadyGone;
        }
        else
        {
            var post = NewPost.FromDraft(DraftContents.Of(draft));
            var shared = post.Succeeded
                ? await publish.PublishAsync(authorId, post.Value with { RequiredVersion = version }, cancellation) : post.Refusal;
            if (shared.Succeeded)
            {
                return Redirect("/drafts?shared");
            }
            Problem = shared.Refusal;
        }
        await ShowAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostStopAsync(Guid id, CancellationToken cancellation)
    {
        var stopped = await schedule.StopAsync(User.MemberId()!.Value, id, cancellation);
        if (stopped.Succeeded)
        {
            return Redirect("/drafts");
        }
        Problem = stopped.Refusal;
        await ShowAsync(cancellation);
        return Page();
    }

    /// <summary>Whether one button shares it: for whom is chosen, and nothing else is planned.</summary>
    public bool MayShare(ListedDraft draft) => draft.ShareAt is null && _choices.Any(choice => choice.Value == draft.Audience);

    /// <summary>The draft's title, the beginning of its text, its kind, or its day.</summary>
    public string NameOf(ListedDraft draft) => draft switch
    {
        { Title.Length: > 0 } => draft.Title,
        { Opening.Length: > 0 } => draft.Opening,
        { Kind: { } kind } => texts.NameOf(kind),
        { HappenedOn: { } day } => clock.NearDate(day),
        _ => texts["No words yet"],
    };

    /// <summary>"Birth · 14 June · 3 photos · Grandparents"</summary>
    public string PartsOf(ListedDraft draft)
    {
        string?[] parts =
        [
            draft is { Kind: { } kind, Title.Length: > 0 } ? texts.NameOf(kind) : null,
            draft is { HappenedOn: { } day } && NameOf(draft) != clock.NearDate(day) ? clock.NearDate(day) : null,
            draft.PhotoCount == 0 ? null : texts.Count(draft.PhotoCount, "1 photo", "{0} photos").Value,
            _choices.FirstOrDefault(choice => choice.Value == draft.Audience) is { } choice ? texts.NameOf(choice)
                : texts["No audience yet"],
        ];
        return string.Join(" · ", parts.Where(part => part is not null));
    }

    private async Task ShowAsync(CancellationToken cancellation)
    {
        var authorId = User.MemberId()!.Value;
        Drafts = await ReadDrafts.ListAsync(db, authorId, cancellation);
        _choices = await CountReaders.CountAsync(db, authorId, cancellation);
    }
}
