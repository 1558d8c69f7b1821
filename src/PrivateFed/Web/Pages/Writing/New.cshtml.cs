using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Audiences;
using PrivateFed.Media;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages.Writing;

/// <summary>
/// A post is written. Photos are taken in as soon as they come and wait here, also when the author leaves and returns; the words travel
/// with the form, so that whatever button is pressed, nothing typed is lost.
/// </summary>
[RequestSizeLimit(Uploads.MostAtOnce)]
[RequestFormLimits(MultipartBodyLengthLimit = Uploads.MostAtOnce)]
public sealed class NewPage(HouseDb db, AddPhoto add, DropPhoto drop, PublishPost publish) : PageModel
{
    [BindProperty]
    public Draft Input { get; set; } = new();

    public IReadOnlyList<ShownPhoto> Photos { get; private set; } = [];

    public IReadOnlyList<AudienceChoice> Choices { get; private set; } = [];

    public IReadOnlyList<RefusedFile> RefusedFiles { get; private set; } = [];

    public Refusal? Problem { get; private set; }

    /// <summary>The photo that was just moved, and may have further to go.</summary>
    public Guid? Moved { get; private set; }

    private Guid AuthorId => User.MemberId()!.Value;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var waiting = await DropPhoto.WaitingForAsync(db, AuthorId, cancellation);
        Input = Input with { PhotoIds = [.. waiting.Select(photo => photo.Id)], Audience = Draft.Everyone };
        await ShowAsync(cancellation);
    }

    /// <param name="do">Which button: share, add, or earlier, later, remove with a photo's id.</param>
    /// <param name="files">Chosen and not yet taken in.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<IActionResult> OnPostAsync(string @do, List<IFormFile> files, CancellationToken cancellation)
    {
        (var taken, RefusedFiles) = await add.FilesAsync(AuthorId, files, cancellation);
        Input.PhotoIds.AddRange(taken);
        if (@do == "share" && RefusedFiles.Count == 0)
        {
            var wanted = Input.AsPost();
            var published = wanted.Succeeded ? await publish.ByAsync(AuthorId, wanted.Value, cancellation) : wanted.Refusal;
            if (published.Succeeded)
            {
                return Redirect("/?shared");
            }
            Problem = published.Refusal;
        }
        else
        {
            await ArrangeAsync(@do, cancellation);
        }
        await ShowAsync(cancellation);
        return Page();
    }

    private async Task ArrangeAsync(string button, CancellationToken cancellation)
    {
        if (button.Split(':') is not [var wish, var text] || !Guid.TryParse(text, out var photoId) || Input.PhotoIds.IndexOf(photoId) is not (>= 0 and var at))
        {
            return;
        }
        Input.PhotoIds.RemoveAt(at);
        if (wish == "remove")
        {
            await drop.WaitingAsync(AuthorId, photoId, cancellation);
        }
        else
        {
            Moved = photoId;
            Input.PhotoIds.Insert(Math.Clamp(wish == "earlier" ? at - 1 : at + 1, 0, Input.PhotoIds.Count), photoId);
        }
    }

    /// <summary>The form as it stands: photos in the author's order, as far as they are still there.</summary>
    private async Task ShowAsync(CancellationToken cancellation)
    {
        var waiting = (await DropPhoto.WaitingForAsync(db, AuthorId, cancellation)).ToDictionary(photo => photo.Id);
        Photos = [.. Input.PhotoIds.Where(waiting.ContainsKey).Select(id => waiting[id])];
        Choices = await CountReaders.ForAsync(db, AuthorId, cancellation);
    }

    public sealed record Draft
    {
        public string Text { get; init; } = "";

        /// <summary>In the order in which they will be shown.</summary>
        public List<Guid> PhotoIds { get; init; } = [];

        public Dictionary<Guid, string> Descriptions { get; init; } = [];

        public const string Everyone = "everyone";

        /// <summary>"everyone", or a circle's id. What is neither is refused: a post never goes to more people than were chosen.</summary>
        public string? Audience { get; init; }

        public string DescriptionOf(Guid photoId) => Descriptions.GetValueOrDefault(photoId) ?? "";

        public Result<NewPost> AsPost()
        {
            if (Audience != Everyone && !Guid.TryParse(Audience, out _))
            {
                return new Refusal("Please choose who sees the post.");
            }
            IReadOnlyCollection<Guid> circles = Audience == Everyone ? [] : [Guid.Parse(Audience!)];
            return new NewPost(Text, [.. PhotoIds.Select(id => new DescribedPhoto(id, DescriptionOf(id)))], circles);
        }
    }
}
