using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages;

/// <summary>The posts of one author. Authors who have left keep their page, because of what they wrote here.</summary>
public sealed class PersonPage(HouseDb db) : PageModel
{
    public Author Person { get; private set; } = null!;

    public PostPage Posts { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string handle, string? before, CancellationToken cancellation)
    {
        var person = await db.Members.Where(member => member.Actor.Handle == handle && member.Role != Role.Member)
            .Select(member => new Author(member.Id, member.Name, member.Actor.Handle, member.AvatarId)).SingleOrDefaultAsync(cancellation);
        if (person is null)
        {
            return NotFound();
        }
        Person = person;
        Posts = await ReadPosts.PageAsync(db, HttpContext.LocalViewer(), PostPlace.Parse(before),
            posts => posts.Where(post => post.AuthorId == person.Id), cancellation);
        return Page();
    }

    public sealed record Author(Guid Id, string Name, string Handle, Guid? AvatarId);
}
