using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PrivateFed.Audiences;
using PrivateFed.Houses;
using PrivateFed.Languages;
using PrivateFed.Media;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Posts.Drafts;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages.Writing;

/// <summary>
/// The composer of a new post or a draft. Photos are uploaded as soon as they are chosen; the text travels with the form and is saved as a
/// draft in between. So nothing typed is lost, whichever button is pressed and wherever the author continues.
/// </summary>
[RequestSizeLimit(Uploads.MaxRequestSize)]
[RequestFormLimits(
    MultipartBodyLengthLimit = Uploads.MaxRequestSize, ValueLengthLimit = FormLimits.Field, KeyLengthLimit = FormLimits.Name,
    ValueCountLimit = FormLimits.ComposerFields)]
public sealed class NewPage(
    HouseDb db, AddPhoto add, DeletePhoto drop, PublishPost publish, SaveDraft keep, MakeDayDrafts makeDays,
    ScheduleDraft schedule, CurrentHouse house,
    ReaderClock clock, TimeProvider time, IStringLocalizer<Texts> texts) : PageModel
{
    private const string KeptAndBeside = "/drafts?kept&beside";

    [BindProperty]
    public WritingForm Input { get; set; } = new();

    public IReadOnlyList<ShownPhoto> Photos { get; private set; } = [];

    public IReadOnlyList<AudienceChoice> Choices { get; private set; } = [];

    public IReadOnlyList<RefusedFile> RefusedFiles { get; private set; } = [];

    public Refusal? Problem { get; private set; }

    /// <summary>The photo that was just moved; it keeps its buttons at hand, since it may be moved further.</summary>
    public Guid? Moved { get; private set; }

    /// <summary>Whether the composer is empty, so that text kept on this device can be restored.</summary>
    public bool IsFresh { get; private set; }

    /// <summary>The post as readers will see it, when a preview was requested.</summary>
    public ShownPost? Preview { get; private set; }

    /// <summary>Whether the author has other drafts.</summary>
    public bool HasOtherDrafts { get; private set; }

    /// <summary>What the author left unfinished last, offered beside an empty composer.</summary>
    public ListedDraft? Unfinished { get; private set; }

    /// <summary>When the draft is to be published automatically; null when it is not scheduled.</summary>
    public DateTimeOffset? Planned { get; private set; }

    public AudienceChoice? Chosen => Choices.FirstOrDefault(choice => choice.Value == Input.Audience);

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Whether the author was about to choose a time for automatic publishing.</summary>
    public bool IsPlanning { get; private set; }

    public string ShareAtField => Input.ShareAt is { } asked ? clock.Field(clock.MomentOf(asked)) : Planned is { } planned
        ? clock.Field(planned)
        : "";

    private Guid AuthorId => User.MemberId()!.Value;

    public async Task<IActionResult> OnGetAsync(Guid? id, CancellationToken cancellation)
    {
        if (id is not { } draftId)
        {
            IsFresh = true;
            Input = WritingForm.New((await UnpublishedPhotos.ListOutsideDraftsAsync(db, AuthorId, cancellation)).Select(photo => photo.Id));
        }
        else if (await ReadDrafts.FindAsync(db, AuthorId, draftId, cancellation) is { } draft)
        {
            Input = WritingForm.Of(draft);
        }
        else
        {
            // For example when the browser goes back to the composer after sharing.
            var isShared = await db.VisiblePosts(HttpContext.LocalViewer())
                .AnyAsync(post => post.Id == draftId && post.AuthorId == AuthorId, cancellation);
            return isShared ? Redirect($"/posts/{draftId}") : NotFound();
        }
        await ShowAsync(cancellation);
        return Page();
    }

    /// <param name="do">The button pressed: share, preview, keep, days, later, add; or earlier, later, remove with a photo's id.</param>
    /// <param name="files">Chosen, but not uploaded yet.</param>
    public async Task<IActionResult> OnPostAsync(string? @do, List<IFormFile> files, CancellationToken cancellation)
    {
        Input = Input.DraftId == Guid.Empty ? Input with { DraftId = Guid.CreateVersion7(), Page = Guid.NewGuid() } : Input;
        (var taken, RefusedFiles) = await add.FilesAsync(AuthorId, files, cancellation);
        Input.PhotoIds.AddRange(taken);
        Problem = CheckDates();
        if (Problem is null && RefusedFiles.Count == 0)
        {
            var address = @do switch
            {
                "share" when Input.ShareAt is null => await ShareAsync(cancellation),
                "keep" => await KeepAsync(cancellation),
                "days" => await MakeDaysAsync(cancellation),
                "share" or "later" => await ShareLaterAsync(cancellation),
                _ => null,
            };
            if (address is not null)
            {
                return Redirect(address);
            }
        }
        IsPlanning = @do == "later" || Input.ShareAt is not null;
        await MoveOrRemovePhotoAsync(@do ?? "", cancellation);
        await ShowAsync(cancellation);
        Preview = @do == "preview" && Problem is null ? PreviewOf() : null;
        return Page();
    }

    /// <summary>Autosave, sent by the page while its author goes on writing.</summary>
    public async Task<IActionResult> OnPostKeepAsync(CancellationToken cancellation)
    {
        var kept = CheckDates() is { } wrong ? wrong : await keep.AutosaveAsync(AuthorId, Input.ToDraft(), cancellation);
        return kept.Succeeded
            ? new JsonResult(new
            {
                kept.Value.Id,
                kept.Value.Version,
                kept.Value.IsLate,
                Said = kept.Value.IsForked
            ? texts["This draft was changed on another page in the meantime. Both are saved: this one is yours."].Value
            : null
            })
            : Said(kept.Refusal, kept.Refusal == SaveDraft.SharedAlready ? StatusCodes.Status409Conflict
            : StatusCodes.Status422UnprocessableEntity);
    }

    /// <returns>Where to go next; null with <see cref="Problem"/> set.</returns>
    private async Task<string?> ShareAsync(CancellationToken cancellation)
    {
        var wanted = NewPost.FromDraft(Input.ToDraft());
        if (!wanted.Succeeded)
        {
            Problem = wanted.Refusal;
            return null;
        }
        var beside = await keep.ForkDraftAsync(AuthorId, Input.ToDraft(), cancellation);
        Input = beside is { } version ? Input with { Version = version } : Input;
        var published = await publish.PublishAsync(AuthorId, wanted.Value, cancellation);
        if (published.Succeeded)
        {
            return beside is null ? "/?shared" : "/drafts?shared&beside";
        }
        Refuse(published.Refusal);
        return null;
    }

    private async Task<string?> KeepAsync(CancellationToken cancellation) =>
        AddressAfter(await keep.SaveAsync(AuthorId, Input.ToDraft(), shareAt: null, cancellation));

    private async Task<string?> MakeDaysAsync(CancellationToken cancellation)
    {
        var made = await makeDays.MakeAsync(AuthorId, Input.ToDraft(), Input.FileDays, cancellation);
        if (made.Succeeded)
        {
            return "/drafts?kept&days";
        }
        Refuse(made.Refusal);
        return null;
    }

    private async Task<string?> ShareLaterAsync(CancellationToken cancellation)
    {
        if (Input.ShareAt is not { } at)
        {
            Problem = new Refusal("Please say when it should go out.");
            return null;
        }
        return AddressAfter(await schedule.ScheduleAsync(AuthorId, Input.ToDraft(), clock.MomentOf(at), cancellation),
            "/drafts?kept&planned");
    }

    private string? AddressAfter(Result<SavedDraft> kept, string way = "/drafts?kept")
    {
        if (kept.Succeeded)
        {
            return kept.Value.IsForked ? KeptAndBeside : way;
        }
        Refuse(kept.Refusal);
        return null;
    }

    /// <summary>When the draft was shared already, the current text may become another post.</summary>
    private void Refuse(Refusal why)
    {
        Problem = why;
        if (why == SaveDraft.SharedAlready)
        {
            Input = Input with { DraftId = Guid.CreateVersion7(), Version = 0 };
        }
    }

    /// <summary>Reports an impossible date or time instead of ignoring it.</summary>
    private Refusal? CheckDates() => ModelState.IsValid ? null : new Refusal("Please check the day and the time.");

    private ContentResult Said(Refusal refusal, int status) =>
        new() { StatusCode = status, ContentType = "text/plain; charset=utf-8", Content = texts.Of(refusal) };

    private async Task MoveOrRemovePhotoAsync(string button, CancellationToken cancellation)
    {
        if (button.Split(':') is not [var action, var text] || !Guid.TryParse(text, out var photoId)
            || Input.PhotoIds.IndexOf(photoId) is not (>= 0 and var at))
        {
            return;
        }
        Input.PhotoIds.RemoveAt(at);
        if (action == "remove")
        {
            await drop.DeleteAsync(AuthorId, photoId, cancellation);
        }
        else
        {
            Moved = photoId;
            Input.PhotoIds.Insert(Math.Clamp(action == "earlier" ? at - 1 : at + 1, 0, Input.PhotoIds.Count), photoId);
        }
    }

    /// <summary>Renders the form, with the photos that still exist in the author's order.</summary>
    private async Task ShowAsync(CancellationToken cancellation)
    {
        Input = Input with { AllowsSaving = Input.AllowsSaving ?? await house.AllowsSavingAsync(cancellation) };
        var waiting = (await UnpublishedPhotos.ListAsync(db, AuthorId, cancellation)).ToDictionary(photo => photo.Id);
        Photos = [.. Input.PhotoIds.Where(waiting.ContainsKey).Select(id => waiting[id])];
        Choices = await CountReaders.CountAsync(db, AuthorId, cancellation);
        var others = (await ReadDrafts.ListAsync(db, AuthorId, cancellation)).Where(draft => draft.Id != Input.DraftId).ToList();
        HasOtherDrafts = others.Count > 0;
        Unfinished = IsFresh ? others.FirstOrDefault(draft => draft.ShareAt is null) : null;
        Planned = await ReadDrafts.ByAuthor(db, AuthorId).Where(draft => draft.Id == Input.DraftId).Select(draft => draft.ShareAt)
            .SingleOrDefaultAsync(cancellation);
    }

    private ShownPost? PreviewOf()
    {
        var lifeEvent = Input.LifeEvent.Tidy();
        Problem = PostText.Check(Input.Text, lifeEvent, Photos.Count, Now);
        return Problem is not null ? null : new ShownPost(
            Input.DraftId, AuthorId, User.Identity!.Name!, "", MarkdownText.ToHtml(Input.Text), Chosen?.CircleId is null ? Audience.Everyone
                : Audience.Circles, Now, null, Photos.Count, 0)
        {
            AvatarId = User.AvatarId(),
            LifeEvent = lifeEvent,
            Photos = [.. Photos.Select((photo, position) => photo with { Position = position,
                Description = Input.DescriptionOf(photo.Id) })],
            Circles = Chosen is { CircleId: not null } circle ? [circle.Name] : [],
        };
    }
}
