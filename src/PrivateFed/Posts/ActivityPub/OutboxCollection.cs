using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Federation.Collections;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Media;

namespace PrivateFed.Posts.ActivityPub;

/// <summary>An author's outbox: the Create of each post that the requester may see, newest first. Deleted posts are left out.</summary>
public static class OutboxCollection
{
    public static async Task<JsonObject> CollectionAsync(CollectionRequest asked, Actor author, CancellationToken cancellation) =>
        CollectionDocument.Paged(asked.Addresses.Outbox(author.Handle), await asked.PostsOf(author).CountAsync(cancellation));

    public static async Task<JsonObject> PageAsync(CollectionRequest asked, Actor author, CancellationToken cancellation)
    {
        var posts = await asked.PostsOf(author).AsNoTracking().NewestFirst(asked.From).Take(CollectionDocument.PageSize + 1)
            .Include(post => post.Author.Actor).Include(post => post.Circles).Include(post => post.Photos.OrderBy(photo => photo.Position))
            .AsSplitQuery()
            .ToListAsync(cancellation);
        var host = await asked.Db.RemoteHosts.AsNoTracking().SingleAsync(host => host.Id == asked.HostId, cancellation);
        var creates = new List<(Post Post, JsonObject Create)>();
        foreach (var post in posts)
        {
            creates.Add((post, await CreateAsync(asked, author, post, host, cancellation)));
        }
        return CollectionDocument.Page(asked.Addresses.Outbox(author.Handle), asked.From, creates, one => one.Create,
            one => one.Post.Place);
    }

    /// <summary>The author's posts that the requester may see, without deleted ones.</summary>
    public static IQueryable<Post> PostsOf(this CollectionRequest asked, Actor author) =>
        asked.Db.VisiblePosts(asked.Viewer).Where(post => post.AuthorId == author.MemberId);

    private static async Task<JsonObject> CreateAsync(
        CollectionRequest asked, Actor author, Post post, RemoteHost host, CancellationToken cancellation)
    {
        var address = await Readers.AddressAsync(asked.Db, post, asked.HostId, asked.Addresses.Followers(author.Handle), cancellation);
        var replies = await Replies.EmbeddedAsync(asked.Db, asked.Viewer, asked.HostId, post.Id, asked.Addresses, cancellation);
        var note = NoteDocument.Of(post, author.Handle, address, replies, asked.Addresses,
            photo => MediaLinks.For(photo, host, asked.Addresses));
        var create = NoteDocument.Activity("Create", post.Id, author.Handle, note, address.To, post.PublishedAt, asked.Addresses);
        create.Remove("@context");
        return create;
    }
}
