using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages.Writing;

/// <summary>Edits a post's text, the descriptions of its photos, and who may save them.</summary>
public sealed class EditPage(HouseDb db, EditPost edit) : PageModel
{
    public ShownPost Post { get; private set; } = null!;

    [BindProperty]
    public Words Input { get; set; } = new();

    public Refusal? Problem { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
        {
            return NotFound();
        }
        Input = new Words
        {
            Text = await db.VisiblePosts(HttpContext.LocalViewer()).Where(post => post.Id == id).Select(post => post.Text)
                .SingleAsync(cancellation),
            Kind = Post.LifeEvent.Kind,
            Title = Post.LifeEvent.Title,
            HappenedOn = Post.LifeEvent.HappenedOn,
            AllowsSaving = Post.AllowsSaving,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
        {
            return NotFound();
        }
        var edited = ModelState.IsValid
            ? await edit.EditAsync(Post.AuthorId, id, Input.ToPost(), cancellation)
            : new Refusal("Please check the day.");
        if (edited.Succeeded)
        {
            return Redirect($"/posts/{id}?shared");
        }
        Problem = edited.Refusal;
        return Page();
    }

    /// <summary>Only the author may edit a post; for others, owners included, this page does not exist.</summary>
    private async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        Post = (await ReadPosts.FindAsync(db, HttpContext.LocalViewer(), id, cancellation))!;
        return Post?.AuthorId == User.MemberId();
    }

    public sealed record Words
    {
        public string Text { get; init; } = "";

        public LifeEventKind? Kind { get; init; }

        public string Title { get; init; } = "";

        public DateOnly? HappenedOn { get; init; }

        /// <summary>As <see cref="Post.AllowsSaving"/>; null leaves it as it is.</summary>
        public bool? AllowsSaving { get; init; }

        public LifeEvent LifeEvent => new(Kind, Title, HappenedOn);

        public Dictionary<Guid, string> Descriptions { get; init; } = [];

        public EditedPost ToPost() => new(Text, LifeEvent, Descriptions) { AllowsSaving = AllowsSaving };
    }
}
