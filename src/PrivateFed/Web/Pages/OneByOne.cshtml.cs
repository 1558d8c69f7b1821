using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages;

/// <summary>Large mode: one photo a screen, or one post of words alone, and large buttons to the next one.</summary>
public sealed class OneByOnePage(HouseDb db) : PageModel
{
    /// <summary>Null in an empty house.</summary>
    public ShownPost? Post { get; private set; }

    /// <summary>Null for a post without photos.</summary>
    public ShownPhoto? Photo { get; private set; }

    /// <summary>From 1.</summary>
    public int Number { get; private set; } = 1;

    /// <summary>Addresses; null at the beginning and at the end.</summary>
    public string? Newer { get; private set; }

    public string? Older { get; private set; }

    /// <param name="postId">Null for the newest post.</param>
    /// <param name="number">The photo, from 1; null for the first.</param>
    public async Task<IActionResult> OnGetAsync(Guid? postId, int? number, CancellationToken cancellation)
    {
        var viewer = HttpContext.LocalViewer();
        var posts = db.VisiblePosts(viewer);
        var id = postId ?? await posts.NewestFirst(before: null).Select(post => (Guid?)post.Id).FirstOrDefaultAsync(cancellation);
        if (id is null)
        {
            return Page();
        }
        Post = await ReadPosts.FindAsync(db, viewer, id.Value, cancellation);
        Number = number ?? 1;
        if (Post is null || Number < 1 || Number > Math.Max(1, Post.Photos.Count))
        {
            return NotFound();
        }
        Photo = Post.Photos.ElementAtOrDefault(Number - 1);
        var place = Post.Place;
        Newer = Number > 1
            ? AddressOf(Post.Id, Number - 1)
            : await posts.OldestFirst(after: place).Select(post => new { post.Id, post.Photos.Count }).FirstOrDefaultAsync(cancellation)
                is { } newer ? AddressOf(newer.Id, Math.Max(1, newer.Count)) : null;
        Older = Number < Post.Photos.Count
            ? AddressOf(Post.Id, Number + 1)
            : await posts.NewestFirst(before: place).Select(post => (Guid?)post.Id).FirstOrDefaultAsync(cancellation)
                is { } older ? AddressOf(older, 1) : null;
        return Page();
    }

    /// <summary>Turns large mode on or off for this device.</summary>
    public IActionResult OnPost(bool on)
    {
        HttpContext.SetLargeMode(on);
        return Redirect(on ? LargeMode.FirstPage : "/");
    }

    private static string AddressOf(Guid postId, int number) => $"{LargeMode.FirstPage}/{postId}/{number}";
}
