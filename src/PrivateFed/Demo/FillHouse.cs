using Microsoft.EntityFrameworkCore;
using PrivateFed.Albums;
using PrivateFed.Audiences;
using PrivateFed.Demo.Pictures;
using PrivateFed.Audit;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Follows;
using PrivateFed.Houses;
using PrivateFed.Media;
using PrivateFed.Members;
using PrivateFed.Members.Consents;
using PrivateFed.Members.Invitations;
using PrivateFed.Notifications;
using PrivateFed.Posts;
using PrivateFed.Posts.Drafts;
using PrivateFed.Storage;
using PrivateFed.Theme;

namespace PrivateFed.Demo;

/// <summary>
/// Fills a new house with a made-up family. Everything they do runs through the ordinary code, at the time at which they did it. Only what
/// comes from other servers is inserted directly, since those servers do not exist.
/// </summary>
internal sealed class FillHouse(IServiceProvider services, DemoClock clock, DateTimeOffset today)
{
    private readonly DemoRecordings _recordings = ActivatorUtilities.CreateInstance<DemoRecordings>(services);
    private readonly Dictionary<string, Member> _members = [];
    private readonly Dictionary<string, Guid> _circles = [];
    private RemoteActor? _joe;

    public async Task RunAsync(CancellationToken cancellation)
    {
        clock.Now = Ago(731, 12);
        await AddPeopleAsync(cancellation);
        foreach (var story in DemoStory.Posts)
        {
            if (story.Recording is not null && !_recordings.AreHere)
            {
                continue;
            }
            if (_joe is null && story.DaysAgo < DemoPeople.Joe.AskedDaysAgo)
            {
                await AcceptJoeAsync(cancellation);
            }
            clock.Now = Ago(story.DaysAgo, story.Hour);
            await PublishStoryAsync(story, cancellation);
        }
        clock.Now = today;
        await SaveDraftsAsync(cancellation);
        await CreateAlbumAsync(cancellation);
        await ChangeAsync(db => FailJoesServer(db), cancellation);
        foreach (var person in DemoPeople.Waiting)
        {
            await RequestFollowAsync(person, cancellation);
        }
        await DecorateAsync(cancellation);
        await DoAsync((Invite invite) => invite.InviteAsync(_members["mara"].Id, DemoPeople.Guest, Role.Member, [], cancellation));
    }

    private DateTimeOffset Ago(int days, int hour) => new(today.UtcDateTime.Date.AddDays(-days).AddHours(hour), TimeSpan.Zero);

    private async Task AddPeopleAsync(CancellationToken cancellation)
    {
        // This password is never shown: everybody signs in by link.
        var password = LinkSecret.New();
        var (mara, others) = (DemoPeople.Mara, DemoPeople.Others);
        _members["mara"] = await DoAsync((SetUpHouse setUp) => setUp.SetUpAsync(
            new HouseSetUpForm(DemoPeople.HouseName, DemoPeople.Domain, mara.Name, mara.Handle, password), cancellation));
        foreach (var other in others)
        {
            var member = await DoAsync((AddMember add) => add.AddAsync(other.Name, other.Handle, password, other.Role, cancellation));
            await DoAsync((Agree agree) => agree.AgreeAsync(member.Id, agrees: true, HouseText.First.Version, cancellation));
            _members[other.Handle] = member;
        }
        foreach (var (name, handles) in DemoPeople.Circles)
        {
            var circle = await DoAsync((EditCircles edit) => edit.MakeAsync(name, cancellation));
            var ids = handles.Select(handle => _members[handle].Id).ToList();
            await DoAsync((EditCircles edit) => edit.ChangeAsync(circle.Id, name, ids, [], cancellation));
            _circles[name] = circle.Id;
        }
    }

    private async Task DecorateAsync(CancellationToken cancellation)
    {
        using var drawn = new MemoryStream(SummerScenes.LakeInTheHills());
        await DoAsync((ChangeHousePicture change) => change.ChangeAsync(drawn, cancellation));
        await DoAsync((ChangeHouse change) => change.ChangeColourAsync(Swatches.All[1], cancellation));
    }

    private async Task PublishStoryAsync(DemoPost story, CancellationToken cancellation)
    {
        var author = _members[story.By];
        var photos = new List<DescribedPhoto>();
        foreach (var photo in story.Photos)
        {
            using var drawn = new MemoryStream(photo.Draw());
            var added = await DoAsync((AddPhoto add) => add.AddAsync(author.Id, drawn, cancellation));
            photos.Add(new DescribedPhoto(added.Id, photo.Description));
        }
        if (story.Recording is { } recording)
        {
            using var recorded = new MemoryStream(await recording.Record(_recordings, cancellation));
            var added = await DoAsync((AddPhoto add) => add.AddAsync(author.Id, recorded, cancellation));
            photos.Add(new DescribedPhoto(added.Id, recording.Description));
        }
        Guid[] circles = story.Circle is { } circle ? [_circles[circle]] : [];
        DateOnly? happenedOn = story.HappenedDaysAgo is { } days ? DateOnly.FromDateTime(Ago(days, 12).DateTime) : null;
        var lifeEvent = new LifeEvent(story.Kind, story.Title, happenedOn);
        var post = await DoAsync((PublishPost publish) =>
            publish.PublishAsync(author.Id, new NewPost(story.FirstPut ?? story.Text, photos, circles) { LifeEvent = lifeEvent },
                cancellation));
        if (story.FirstPut is not null)
        {
            clock.Now += TimeSpan.FromHours(1);
            await DoAsync((EditPost edit) =>
                edit.EditAsync(author.Id, post, new EditedPost(story.Text, lifeEvent, new Dictionary<Guid, string>()), cancellation));
        }
        foreach (var handle in story.Hearts)
        {
            await ReactAsync(handle, post, cancellation);
        }
        foreach (var comment in story.Comments)
        {
            clock.Now += TimeSpan.FromMinutes(17);
            await CommentAsync(comment, post, cancellation);
        }
    }

    private async Task SaveDraftsAsync(CancellationToken cancellation)
    {
        foreach (var draft in DemoStory.Drafts)
        {
            var words = new DraftContents(Guid.CreateVersion7(), Version: 0, Page: Guid.NewGuid(), Turn: 0, draft.Text,
                new LifeEvent(draft.Kind, draft.Title, null), NewPost.Everyone, []);
            var author = _members[draft.By].Id;
            await (draft.InDays is { } days
                ? DoAsync((ScheduleDraft schedule) => schedule.ScheduleAsync(author, words, Ago(-days, 9), cancellation))
                : DoAsync((SaveDraft keep) => keep.SaveAsync(author, words, shareAt: null, cancellation)));
        }
    }

    private Task ReactAsync(string handle, Guid post, CancellationToken cancellation) => _members.TryGetValue(handle, out var member)
        ? DoAsync((React react) => react.ReactAsync(new Viewer.Local(member.Id, member.Role), post, Reaction.Heart, cancellation))
        : ChangeAsync(
            db => db.Reactions.Add(new Reaction
            {
                PostId = post,
                RemoteActorId = _joe!.Id,
                Kind = Reaction.Heart,
                Uri = JoesId("likes"),
                At = clock.Now,
            }), cancellation);

    private Task CommentAsync(DemoComment comment, Guid post, CancellationToken cancellation) =>
        _members.TryGetValue(comment.By, out var member)
        ? DoAsync((WriteComment write) => write.WriteAsync(
            new Viewer.Local(member.Id, member.Role), post, parentId: null, comment.Text, cancellation))
        : ChangeAsync(
            db => db.Comments.Add(new Comment
            {
                PostId = post,
                RemoteActorId = _joe!.Id,
                Uri = JoesId("notes"),
                Html = MarkdownText.ToHtml(comment.Text),
                PublishedAt = clock.Now,
            }),
            cancellation);

    private static string JoesId(string kind) => $"https://{DemoPeople.Joe.Host}/{kind}/{Guid.CreateVersion7():N}";

    private async Task AcceptJoeAsync(CancellationToken cancellation)
    {
        _joe = await RequestFollowAsync(DemoPeople.Joe, cancellation);
        await DoAsync((AcceptFollow acceptFollow) => acceptFollow.AcceptAsync(_joe.Id, _members["mara"].Id, [], cancellation));
    }

    /// <summary>
    /// Adds a follow request to Mara from another server. That server does not exist: nothing in the demo leaves this machine.
    /// </summary>
    private async Task<RemoteActor> RequestFollowAsync(DemoNeighbour person, CancellationToken cancellation)
    {
        var at = today.AddDays(-person.AskedDaysAgo).AddHours(-2);
        // The next software discovery is ten years away, so the server is never contacted.
        var host = new RemoteHost
        {
            Name = person.Host,
            Software = person.Software,
            SoftwareVersion = person.Version,
            DiscoveredAt = at,
            DiscoveryDueAt = today.AddYears(10),
        };
        var uri = $"https://{person.Host}/users/{person.Handle}";
        var actor = new RemoteActor
        {
            Uri = uri,
            HostId = host.Id,
            Host = host,
            Type = "Person",
            Handle = person.Handle,
            Name = person.Name,
            Summary = person.About,
            Inbox = uri + "/inbox",
            Url = uri,
            AccountSince = today.AddDays(-person.AccountDays),
            FetchedAt = at,
        };
        var mara = _members["mara"].Actor;
        var document = Follow.ToDocument(uri + "#follow", uri, $"https://{DemoPeople.Domain}/users/{mara.Handle}");
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HouseDb>();
        var follow = new Follow { ActorId = mara.Id, RemoteActorId = actor.Id, RemoteActor = actor, Document = document, RequestedAt = at };
        db.Follows.Add(follow);
        await NotifyOwners.StageFollowRequestAsync(db, follow, at, cancellation);
        await db.SaveChangesAsync(cancellation);
        return actor;
    }

    /// <summary>Joe's server has been down for two days, and will be tried again tomorrow.</summary>
    private void FailJoesServer(HouseDb db)
    {
        var host = db.RemoteHosts.Single(host => host.Name == DemoPeople.Joe.Host);
        (host.Failures, host.FailingSince, host.RetryAt) = (11, today.AddDays(-2), today.AddDays(1));
        host.LastError = DeliveryErrors.NoAnswer;
        foreach (var arrived in db.Deliveries.Where(delivery => delivery.Activity.CreatedAt < host.FailingSince).ToList())
        {
            arrived.Succeed(today.AddDays(-2));
        }
    }

    private async Task CreateAlbumAsync(CancellationToken cancellation)
    {
        var mara = new Viewer.Local(_members["mara"].Id, Role.Owner);
        var album = await DoAsync((MakeAlbum make) => make.CreateAsync(mara.MemberId, DemoStory.Album, cancellation));
        foreach (var post in await SummerPostsAsync(cancellation))
        {
            await DoAsync((FillAlbum fill) => fill.AddPhotosAsync(
                mara, album, [.. post.Photos.Select(photo => photo.Id)], cancellation));
        }
    }

    private async Task<List<Post>> SummerPostsAsync(CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var (from, to) = (Ago(160, 0), Ago(130, 0));
        return await scope.ServiceProvider.GetRequiredService<HouseDb>().Posts.AsNoTracking().Include(post => post.Photos)
            .Where(post => post.PublishedAt > from && post.PublishedAt < to).OrderBy(post => post.PublishedAt).ToListAsync(cancellation);
    }

    private async Task<T> DoAsync<TPart, T>(Func<TPart, Task<Result<T>>> work)
        where TPart : notnull
        where T : notnull
    {
        await using var scope = services.CreateAsyncScope();
        // Actions are recorded as Mara's, the owner's, unless something else is set.
        if (_members.GetValueOrDefault("mara") is { } mara)
        {
            scope.ServiceProvider.GetRequiredService<AuditContext>().ActAs(mara.Id, mara.Name);
        }
        var done = await work(scope.ServiceProvider.GetRequiredService<TPart>());
        return done.Succeeded
            ? done.Value
            : throw new InvalidOperationException($"A step of the demo was refused: {done.Refusal.Sentence}");
    }

    private async Task ChangeAsync(Action<HouseDb> change, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HouseDb>();
        change(db);
        await db.SaveChangesAsync(cancellation);
    }
}
