using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using PrivateFed.Albums;
using PrivateFed.Languages;
using PrivateFed.Media.Saving;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages.Albums;

/// <summary>The photos of one album that the reader may see.</summary>
public sealed class OneAlbumPage(HouseDb db, MakeAlbum make) : PageModel
{
    private const int PhotosInMosaic = 3;

    public ShownAlbum Album { get; private set; } = null!;

    public bool MayChange => Album.MakerId == User.MemberId() && User.MayPost();

    /// <summary>The first three photos; null when there are fewer.</summary>
    public PhotoRow? Mosaic => Album.Photos.Count >= PhotosInMosaic ? PhotoRows.Mosaic(Album.Photos) : null;

    /// <summary>The photos below the head.</summary>
    public IEnumerable<PhotoTile> Rest => Album.Photos.Select((photo, index) => PhotoTile.InFlow(photo, index + 1))
        .Skip(Mosaic is null ? 0 : PhotosInMosaic);

    /// <summary>The photos that the reader may save, in order.</summary>
    public IReadOnlyList<ShownPhoto> Savable { get; private set; } = [];

    /// <summary>How many photos are not in the download, if there is one.</summary>
    public int LeftOut => Savable.Count == 0 ? 0 : Album.Photos.Count - Savable.Count;

    public bool MayDelete => MayChange || User.IsOwner();

    /// <summary>Whose photos these are: "You, Tom and Lena".</summary>
    public async Task<string> AuthorsAsync(IStringLocalizer<Texts> texts, ShortNames shortNames)
    {
        var names = new List<string>();
        foreach (var post in Album.Posts.OrderBy(post => post.PublishedAt).DistinctBy(post => post.AuthorId)
            .OrderByDescending(post => post.AuthorId == User.MemberId()))
        {
            names.Add(post.AuthorId == User.MemberId() ? texts["You"] : await shortNames.OfAsync(post.Author));
        }
        return texts.Listed(names);
    }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await ReadAlbums.OneAsync(db, HttpContext.SignedInViewer(), id, cancellation) is not { } album)
        {
            return NotFound();
        }
        Album = album;
        var savable = await SavablePhotos.InAlbumAsync(db, HttpContext.SignedInViewer(), id, cancellation);
        Savable = [.. album.Photos.Where(photo => savable.Contains(photo.Id))];
        return Page();
    }

    public async Task<IActionResult> OnPostDeleteAsync(Guid id, CancellationToken cancellation)
    {
        var person = HttpContext.SignedInViewer();
        return User.MayPost() && await make.DeleteAsync(person.MemberId, person.Role, id, cancellation) ? Redirect("/albums") : NotFound();
    }
}
