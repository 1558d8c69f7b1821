using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using NetVips;
using PrivateFed.Audiences;
using PrivateFed.Audit;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Follows;
using PrivateFed.Media;
using PrivateFed.Members;
using PrivateFed.Members.Consents;
using PrivateFed.Posts;
using PrivateFed.Storage;
using PrivateFed.Tests.Media;
using PrivateFed.Text;
using static PrivateFed.Tests.Rig.House;

namespace PrivateFed.Tests.Rig;

/// <summary>What the people of the house do.</summary>
internal static class InTheHouse
{
    public const string Password = "a rowing boat with a leak";

    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Hashes = new(StringComparer.Ordinal);

    /// <summary>
    /// Somebody is given an account, with <see cref="Password"/> unless said, and has said yes to the house's text: the rows that <see
    /// cref="AddMember"/> and
    /// <see cref="Agree"/> write, with a key and a hash that others have too. To make new ones costs the processor a quarter of a second.
    /// </summary>
    public static Task<Member> AddAsync(
        this House house, string name, string handle, Role role = Role.Member, string password = Password) =>
        house.DoAsync(async (IServiceProvider services) =>
        {
            var (db, log, now) = (services.GetRequiredService<HouseDb>(), services.GetRequiredService<AuditLog>(), house.Clock.GetUtcNow());
            var id = Guid.CreateVersion7();
            var member = new Member
            {
                Id = id,
                Name = DisplayName.Of(name),
                Role = role,
                PasswordHash = await Hashes.GetOrAdd(password, _ => new Lazy<Task<string>>(() => HashAsync(password))).Value,
                JoinedAt = now,
                Actor = new Actor { Handle = Value(Handle.Parse(handle)), MemberId = id, CreatedAt = now },
            };
            db.Members.Add(member);
            Keys.GiveTo(db.Entry(member.Actor));
            db.Consents.Add(new Consent { MemberId = id, Version = HouseText.First.Version, GivenAt = now });
            log.Record(AuditAction.MemberAdded, member);
            log.RecordBy(member, AuditAction.MemberAgreed);
            await db.SaveChangesAsync(Cancellation);
            return member;
        });

    private static Task<string> HashAsync(string password) => PrivateFed.Members.Password.HashAsync(password, CancellationToken.None);

    /// <summary>Somebody follows, Mara lets them in, and their server knows it.</summary>
    public static async Task<Guid> WelcomeAsync(this House house, RemotePerson person, params Guid[] circleIds)
    {
        await person.TellAsync(person.Follow());
        return await house.LetInAsync(person, circleIds);
    }

    public static async Task<Guid> LetInAsync(this House house, RemotePerson person, params Guid[] circleIds)
    {
        var id = await house.IdOfAsync(person);
        Value(await house.DoAsync((AcceptFollow acceptFollow) => acceptFollow.AcceptAsync(id, house.Mara.Id, circleIds, Cancellation)));
        await house.SettleAsync();
        return id;
    }

    public static async Task RemoveAsync(this House house, RemotePerson person)
    {
        var id = await house.IdOfAsync(person);
        Value(await house.DoAsync((RemoveFollower remove) => remove.RemoveAsync(id, house.Mara.Id, Cancellation)));
    }

    public static Task<Guid> IdOfAsync(this House house, RemotePerson person) =>
        house.ReadAsync(db => db.RemoteActors.Where(actor => actor.Uri == person.Uri).Select(actor => actor.Id).SingleAsync(Cancellation));

    public static Task<RemoteHost> HostOfAsync(this House house, Neighbour server) =>
        house.ReadAsync(db => db.RemoteHosts.AsNoTracking().SingleAsync(host => host.Name == server.Host, Cancellation));

    /// <summary>The state of the follow of one author, or null when there is none.</summary>
    public static Task<FollowState?> StateAsync(this House house, RemotePerson person, string handle = "mara") =>
        house.ReadAsync(db => db.Follows.Where(follow => follow.RemoteActor.Uri == person.Uri && follow.Actor.Handle == handle)
            .Select(follow => (FollowState?)follow.State).SingleOrDefaultAsync(Cancellation));

    /// <summary>Mara posts.</summary>
    public static async Task<Guid> PublishAsync(
        this House house, string text = "The first snow!", DescribedPhoto[]? photos = null, Guid[]? circleIds = null, Member? by = null) =>
        Value(await house.DoAsync((PublishPost publish) => publish.PublishAsync(
            (by ?? house.Mara).Id, new NewPost(text, photos ?? [], circleIds ?? []), Cancellation)));

    /// <summary>Mara uploads a photo.</summary>
    public static async Task<DescribedPhoto> UploadAsync(this House house, string description = "Snow on the roof")
    {
        using var picture = Drawing.Photo(320, 240);
        using var stream = new MemoryStream(picture.WriteToBuffer(".jpg"));
        var photo = Value(await house.DoAsync((AddPhoto add) => add.AddAsync(house.Mara.Id, stream, Cancellation)));
        return new DescribedPhoto(photo.Id, description);
    }

    public static Task<Guid> CircleAsync(this House house, params Member[] members) => house.ReadAsync(async db =>
    {
        var ids = members.Select(member => member.Id).ToList();
        var circle = new Circle
        {
            Name = $"Circle {Guid.NewGuid():N}",
            Members = await db.Members.Where(member => ids.Contains(member.Id)).ToListAsync(Cancellation),
        };
        db.Circles.Add(circle);
        await db.SaveChangesAsync(Cancellation);
        return circle.Id;
    });

    /// <summary>A member comments, or answers a comment.</summary>
    public static async Task<Guid> CommentAsync(
        this House house, Member member, Guid postId, string text = "Kiss her feet from me.", Guid? answering = null) =>
        Value(await house.DoAsync((WriteComment write) => write.WriteAsync(
            new Viewer.Local(member.Id, member.Role), postId, answering, text, Cancellation)));

    public static Task<List<Reaction>> ReactionsAsync(this House house, Guid postId) =>
        house.ReadAsync(db => db.Reactions.AsNoTracking().Where(reaction => reaction.PostId == postId).OrderBy(reaction => reaction.At)
            .ToListAsync(Cancellation));

    /// <summary>The comments under a post that are not deleted.</summary>
    public static Task<List<Comment>> CommentsAsync(this House house, Guid postId) =>
        house.ReadAsync(db => db.Comments.AsNoTracking().Where(comment => comment.PostId == postId && comment.DeletedAt == null)
            .OrderBy(comment => comment.PublishedAt).ToListAsync(Cancellation));
}
