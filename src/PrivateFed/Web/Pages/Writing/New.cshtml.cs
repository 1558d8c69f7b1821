using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using PrivateFed.Audiences;
using PrivateFed.Languages;
using PrivateFed.Media;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages.Writing;

/// <summary>
/// A post is written. Photos are taken in as soon as they come and wait here, also when the author leaves and returns; the words travel
/// with the form, so that whatever button is pressed, nothing typed is lost.
/// </summary>
[RequestSizeLimit(MostAtOnce)]
[RequestFormLimits(MultipartBodyLengthLimit = MostAtOnce)]
public sealed class NewPage(HouseDb db, AddPhoto add, DropPhoto drop, PublishPost publish, IStringLocalizer<Texts> texts) : PageModel
{
    /// <summary>Bytes in one request: all photos of a holiday, chosen at once in a browser without scripts.</summary>
    private const long MostAtOnce = 1024L * 1024 * 1024;

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
        await TakeInAsync(files, cancellation);
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

    /// <summary>One photo, sent by itself while the author goes on writing: answered by its part of the form, or by why it is not taken.</summary>
    public async Task<IActionResult> OnPostPhotoAsync(IFormFile file, CancellationToken cancellation)
    {
        var photo = await TakeInAsync(file, cancellation);
        return photo.Succeeded
            ? Partial("_WaitingPhoto", new WaitingPhoto(Shown(photo.Value), ""))
            : new ContentResult { StatusCode = StatusCodes.Status422UnprocessableEntity, ContentType = "text/plain; charset=utf-8", Content = texts.Of(photo.Refusal) };
    }

    public async Task<IActionResult> OnPostDropAsync(Guid photoId, CancellationToken cancellation)
    {
        await drop.WaitingAsync(AuthorId, photoId, cancellation);
        return new NoContentResult();
    }

    private async Task TakeInAsync(List<IFormFile> files, CancellationToken cancellation)
    {
        var refused = new List<RefusedFile>();
        foreach (var file in files)
        {
            var photo = await TakeInAsync(file, cancellation);
            if (photo.Succeeded)
            {
                Input.PhotoIds.Add(photo.Value.Id);
            }
            else
            {
                refused.Add(new RefusedFile(file.FileName, photo.Refusal));
            }
        }
        RefusedFiles = refused;
    }

    private async Task<Result<Photo>> TakeInAsync(IFormFile file, CancellationToken cancellation)
    {
        if (file.Length > AddPhoto.Largest)
        {
            return new Refusal("This photo has {0} MB; {1} MB is the most.", file.Length >> 20, AddPhoto.Largest >> 20);
        }
        await using var upload = file.OpenReadStream();
        return await add.ForAsync(AuthorId, upload, cancellation);
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

    private static ShownPhoto Shown(Photo photo) =>
        new(photo.Id, photo.PostId, photo.Position, photo.Description, photo.Width, photo.Height, photo.Blurhash);

    public sealed record RefusedFile(string Name, Refusal Why);

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
