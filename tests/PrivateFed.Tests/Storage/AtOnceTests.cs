using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Follows;
using PrivateFed.Languages;
using PrivateFed.Members;
using PrivateFed.Posts;
using PrivateFed.Storage;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Storage;

/// <summary>Two people, or two tabs, that change the same thing at the same moment.</summary>
public class AtOnceTests(House house) : IClassFixture<House>
{
    private const int Rounds = 6;

    [Fact]
    public async Task B9_No_edit_brings_words_back_into_a_post_that_is_deleted_at_the_same_moment()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var post = await house.PublishAsync("Words that are to go");
            await Task.WhenAll([DeleteAsync(post), .. Enumerable.Range(0, 3)
                .Select(number => EditAsync(post, $"Words that came late {number}"))]);

            var left = (await house.PostAsync(post))!;
            Assert.Equal(("", ""), (left.Text, left.Html));
            Assert.Empty(left.Versions);
            var types = await house.ReadAsync(db => db.Activities.Where(activity => activity.PostId == post)
                .OrderBy(activity => activity.Id).Select(activity => activity.Type).ToListAsync());
            Assert.Equal(1, types.Count(type => type == "Delete"));
        }
    }

    [Fact]
    public async Task B9_An_edit_that_was_read_before_a_deletion_is_refused()
    {
        var post = await house.PublishAsync("Words that are to go");
        await house.ReadAsync(async db =>
        {
            var read = await db.Posts.Include(one => one.Author.Actor).SingleAsync(one => one.Id == post);
            Assert.True((await DeleteAsync(post)).Succeeded);
            read.Rewrite("Back again", LifeEvent.None, new Dictionary<Guid, string>(), house.Clock.GetUtcNow());
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync(House.Cancellation));
            return 0;
        });
        Assert.Equal("", (await house.PostAsync(post))!.Text);
    }

    [Fact]
    public async Task B9_A_comment_is_not_left_under_a_post_that_is_deleted_at_the_same_moment()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var post = await house.PublishAsync("Soon gone");
            await Task.WhenAll([DeleteAsync(post), .. Enumerable.Range(0, 4).Select(_ => CommentAsync(post))]);

            Assert.Empty(await house.CommentsAsync(post));
        }
    }

    [Fact]
    public async Task B9_Many_comments_at_once_are_all_there()
    {
        var post = await house.PublishAsync("Say something");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CommentAsync(post)));

        Assert.Equal(8, (await house.CommentsAsync(post)).Count);
    }

    [Fact]
    public async Task B9_Of_two_posts_that_take_the_same_waiting_photo_one_has_it_and_the_other_is_told()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var photo = await house.UploadAsync();
            var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(number => house.DoAsync((PublishPost publish) =>
                publish.PublishAsync(house.Mara.Id, new NewPost($"Tab {number}", [photo], []), House.Cancellation))));

            var winner = Assert.Single(results, result => result.Succeeded).Value;
            Assert.All(results.Where(result => !result.Succeeded),
                result => Assert.Contains("no longer here", result.Refusal!.Sentence, StringComparison.Ordinal));
            Assert.Equal(winner, await house.ReadAsync(db => db.Photos.Where(one => one.Id == photo.Id).Select(one => one.PostId)
                .SingleAsync()));
        }
    }

    [Fact]
    public async Task B9_A_comment_that_is_deleted_while_it_is_edited_stays_empty()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var comment = await house.CommentAsync(house.Ingrid, await house.PublishAsync());
            var writer = new Viewer.Local(house.Ingrid.Id, Role.Member);
            await Task.WhenAll(
                house.DoAsync((DeleteComment delete) => delete.DeleteAsync(writer, comment, House.Cancellation)),
                house.DoAsync((EditComment edit) => edit.EditAsync(writer, comment, "Other words", House.Cancellation)),
                house.DoAsync((DeleteComment delete) => delete.DeleteAsync(
                    new Viewer.Local(house.Mara.Id, Role.Owner), comment, House.Cancellation)));

            var left = await house.ReadAsync(db => db.Comments.AsNoTracking().SingleAsync(one => one.Id == comment));
            Assert.Equal("", left.Text);
            Assert.NotNull(left.DeletedAt);
        }
    }

    [Fact]
    public async Task B9_Owners_who_change_the_same_circle_at_once_are_both_heard()
    {
        var circle = await house.CircleAsync();
        var names = Enumerable.Range(0, 6).Select(number => $"Cousins {Guid.NewGuid():N} {number}"[..40]).ToList();

        var results = await Task.WhenAll(names.Select((name, number) => house.DoAsync((EditCircles edit) =>
            edit.ChangeAsync(circle, name, number % 2 == 0 ? [house.Ingrid.Id, house.Tom.Id]
                : [house.Ingrid.Id], [], House.Cancellation))));
        var made = await Task.WhenAll(Enumerable.Range(0, 4)
            .Select(_ => house.DoAsync((EditCircles edit) => edit.MakeAsync($"Same {circle:N}"[..30], House.Cancellation))));

        Assert.All(results, result => Assert.True(result.Succeeded, result.Refusal?.Sentence));
        Assert.Single(made, one => one.Succeeded);
    }

    [Fact]
    public async Task B9_Two_owners_who_decide_at_once_say_one_thing_to_the_follower()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await joe.TellAsync(joe.Follow());
        await house.SettleAsync();
        var id = await house.IdOfAsync(joe);

        var results = await Task.WhenAll(
            house.DoAsync((AcceptFollow acceptFollow) => acceptFollow.AcceptAsync(id, house.Mara.Id, [], House.Cancellation)),
            house.DoAsync((RejectFollow rejectFollow) => rejectFollow.RejectAsync(id, house.Mara.Id, House.Cancellation)),
            house.DoAsync((AcceptFollow acceptFollow) => acceptFollow.AcceptAsync(id, house.Mara.Id, [], House.Cancellation)));

        Assert.Single(results, result => result.Succeeded);
    }

    [Fact]
    public async Task A_unique_violation_is_told_from_every_other_failure()
    {
        var circle = await house.ReadAsync(
            async db =>
            {
                db.Circles.Add(
                new Circle { Name = $"Twice {Guid.NewGuid():N}" }); await db.SaveChangesAsync(); return db.Circles.Local.Single();
            });
        var twice = await Assert.ThrowsAsync<DbUpdateException>(
            () => house.ReadAsync(db => { db.Circles.Add(new Circle { Name = circle.Name }); return db.SaveChangesAsync(); }));
        var homeless = await Assert.ThrowsAsync<DbUpdateException>(() => house.ReadAsync(db =>
        {
            db.Comments.Add(new Comment
            {
                PostId = Guid.NewGuid(),
                MemberId = house.Mara.Id,
                Html = "",
                PublishedAt = house.Clock.GetUtcNow(),
            });
            return db.SaveChangesAsync();
        }));

        Assert.Equal((true, true), (twice.IsUniqueViolation(), twice.IsConflict()));
        Assert.Equal((false, true), (homeless.IsUniqueViolation(), homeless.IsConflict()));
    }

    private Task<Result<Guid>> DeleteAsync(Guid post) =>
        house.DoAsync((DeletePost delete) => delete.DeleteAsync(house.Mara.Id, Role.Owner, post, House.Cancellation));

    private Task<Result<Guid>> EditAsync(Guid post, string text) =>
        house.DoAsync((EditPost edit) => edit.EditAsync(
            house.Mara.Id, post, new EditedPost(text, LifeEvent.None, new Dictionary<Guid, string>()), House.Cancellation));

    private Task<Result<Guid>> CommentAsync(Guid post) =>
        house.DoAsync((WriteComment write) => write.WriteAsync(
            new Viewer.Local(house.Ingrid.Id, Role.Member), post, null, "So nice!", House.Cancellation));
}
