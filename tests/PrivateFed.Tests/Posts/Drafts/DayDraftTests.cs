using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Media;
using PrivateFed.Members;
using PrivateFed.Posts.Drafts;
using PrivateFed.Tests.Media;
using PrivateFed.Tests.Rig;
using House = PrivateFed.Tests.Rig.House;

namespace PrivateFed.Tests.Posts.Drafts;

/// <summary>The photos of a holiday, chosen in one go, become a draft for each day.</summary>
public class DayDraftTests(House house) : IClassFixture<House>
{
    private static readonly DateOnly First = new(2025, 6, 14);

    [Fact]
    public async Task A_form_with_photos_of_three_days_makes_three_drafts_of_which_each_is_shared_with_one_button()
    {
        var (lena, browser) = await AuthorAsync();
        using var _ = browser;
        var page = await browser.ReadAsync("/write/days");
        Assert.Contains("type=\"file\" multiple", page, StringComparison.Ordinal);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(await browser.TokenAsync("/write/days")), "__RequestVerificationToken" },
            { new StringContent("everyone"), "Input.Audience" },
            { new StringContent("days"), "do" },
        };
        // 23:30 in Japan and 00:30 in Sweden are nearly the same moment, and two days.
        foreach (var (shade, date, offset) in new[]
        {
            (1, "2025:06:15 00:30:00", "+02:00"), (2, "2025:06:14 23:30:00", "+09:00"), (3, "2025:06:14 08:00:00", null),
            (4, (string?)null, null), (5, "2025:06:14 23:30:00", "+09:00"),
        })
        {
            form.Add(new ByteArrayContent(Jpeg(shade, date, offset)), "files", $"{shade}.jpg");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "/write") { Content = form };
        using var answer = await browser.SendAsync(request);

        answer.AssertLeadsTo("/drafts?kept&days");
        var drafts = await DraftsOfAsync(lena);
        Assert.Equal([(First, 3), (First.AddDays(1), 1), ((DateOnly?)null, 1)],
            drafts.Select(draft => (draft.HappenedOn, draft.Photos.Count)));
        var photos = await house.ReadAsync(db => db.Photos.AsNoTracking().Where(photo => photo.UploadedById == lena.Id)
            .ToDictionaryAsync(photo => photo.Id, House.Cancellation));
        Assert.Equal([8, 23, 23], drafts[0].Photos.OrderBy(place => place.Position)
            .Select(place => photos[place.PhotoId].Taken!.Clock.Hour));
        var list = await browser.ReadAsync("/drafts");
        Assert.InRange(list.IndexOf("14 June 2025</a>", StringComparison.Ordinal), 1, list.IndexOf("15 June 2025</a>", StringComparison.Ordinal));
        Assert.All(drafts.SelectMany(draft => draft.Photos),
            place => Assert.Contains($"/photos/{place.PhotoId}/small.webp", list, StringComparison.Ordinal));

        using var shared = await browser.SubmitAsync("/write", "/drafts?handler=Share", ("id", $"{drafts[0].Id}"), ("version", "1"));
        using var again = await browser.SubmitAsync("/write", "/drafts?handler=Share", ("id", $"{drafts[0].Id}"), ("version", "1"));

        shared.AssertLeadsTo("/drafts?shared");
        Assert.Equal("It has already been shared or deleted.", await again.ProblemAsync());
        var post = (await house.PostAsync(drafts[0].Id))!;
        Assert.Equal((First, 3), (post.HappenedOn, post.Photos.Count));
        Assert.Equal(2, (await DraftsOfAsync(lena)).Count);
        using var changed = await browser.SubmitAsync("/write", "/drafts?handler=Share", ("id", $"{drafts[1].Id}"), ("version", "0"));
        Assert.Equal("The draft was changed in the meantime.", await changed.ProblemAsync());
        using var tom = await house.BrowserOfAsync(house.Tom);
        using var toms = await tom.SubmitAsync("/write", "/drafts?handler=Share", ("id", $"{drafts[1].Id}"), ("version", "1"));
        Assert.Equal("It has already been shared or deleted.", await toms.ProblemAsync());
        Assert.Null(await house.PostAsync(drafts[1].Id));
    }

    [Fact]
    public async Task Two_hundred_photos_fit_twice_a_day_with_many_is_spread_evenly_and_a_second_tap_changes_nothing()
    {
        var (lena, browser) = await AuthorAsync();
        using var _ = browser;
        for (var round = 0; round < 2; round++)
        {
            var day = First.AddDays(10 * round);
            var photos = await AddAsync(lena, [.. Enumerable.Repeat(day, 45), .. Enumerable.Repeat(day.AddDays(1), 155)]);
            var id = Guid.CreateVersion7();
            (string, string)[] fields = [("Input.Text", $"Round {round}"), ("Input.Page", $"{Guid.NewGuid()}"),
                .. photos.Select(photo => ("Input.PhotoIds", $"{photo}")), .. photos.Select(photo => ($"Input.Descriptions[{photo}]", "")),
                .. photos.Select(photo => ($"Input.FileDays[{photo}]", "2020-01-01"))];
            // What the composer saved while the photos arrived.
            await browser.KeepQuietlyAsync(id, fields);

            var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => browser.ComposeAsync("days", id, fields)));
            using var late = await browser.ComposeAsync("days", id, fields);

            foreach (var answer in answers.Append(late))
            {
                answer.AssertLeadsTo("/drafts?kept&days");
                answer.Dispose();
            }
            var drafts = (await DraftsOfAsync(lena)).Where(draft => draft.HappenedOn >= day && draft.HappenedOn < day.AddDays(2)).ToList();
            Assert.Equal([15, 15, 15, 20, 20, 20, 20, 20, 20, 20, 15], drafts.Select(draft => draft.Photos.Count));
            Assert.Equal(photos.ToHashSet(), drafts.SelectMany(draft => draft.Photos).Select(place => place.PhotoId).ToHashSet());
            Assert.Equal([$"Round {round}", .. Enumerable.Repeat("", 10)], drafts.Select(draft => draft.Text));
            Assert.All(drafts, draft => Assert.Equal("everyone", draft.Audience));
        }
        Assert.Equal(22, (await DraftsOfAsync(lena)).Count);
    }

    [Fact]
    public async Task The_same_photos_chosen_twice_do_not_double()
    {
        var (lena, browser) = await AuthorAsync();
        using var _ = browser;
        byte[][] files = [Jpeg(1, "2025:06:14 10:00:00"), Jpeg(2, "2025:06:15 10:00:00")];
        var first = await SendAsync(lena, [.. files, files[0]]);
        (await browser.ComposeAsync("days", Guid.CreateVersion7(), Fields(first))).Dispose();
        var drafts = await DraftsOfAsync(lena);
        Assert.Equal([first[0], first[1]], drafts.SelectMany(draft => draft.Photos).Select(place => place.PhotoId));

        var second = await SendAsync(lena, [files[1], Jpeg(3, "2025:06:15 11:00:00"), files[0]]);
        (await browser.ComposeAsync("days", Guid.CreateVersion7(), Fields(second))).Dispose();

        Assert.Equal([first[0], first[1], second[1]], (await DraftsOfAsync(lena)).SelectMany(draft => draft.Photos)
            .Select(place => place.PhotoId).Order());
        Assert.Equal([first[0], first[1], second[1]], await house.ReadAsync(db => db.Photos.Where(photo => photo.UploadedById == lena.Id)
            .OrderBy(photo => photo.Id).Select(photo => photo.Id).ToListAsync(House.Cancellation)));
        Assert.False(Directory.Exists(house.FolderOf(second[0])));
    }

    [Fact]
    public async Task A_photo_without_a_date_goes_by_its_file_and_one_of_another_is_left_alone()
    {
        var (lena, browser) = await AuthorAsync();
        using var _ = browser;
        var photos = await AddAsync(lena, [null, null, null]);
        var marasPhoto = (await AddAsync(house.Mara, [First]))[0];
        var day = DateOnly.FromDateTime(house.Clock.GetUtcNow().UtcDateTime);

        using var answer = await browser.ComposeAsync("days", Guid.CreateVersion7(), [.. Fields([.. photos, marasPhoto]),
            ($"Input.FileDays[{photos[0]}]", "2024-02-03"), ($"Input.FileDays[{photos[1]}]", $"{day.AddDays(9):yyyy-MM-dd}"),
            ($"Input.FileDays[{marasPhoto}]", "2024-02-03")]);

        answer.AssertLeadsTo("/drafts?kept&days");
        Assert.Equal([(new DateOnly(2024, 2, 3), photos[0]), ((DateOnly?)null, photos[1]), (null, photos[2])],
            (await DraftsOfAsync(lena)).SelectMany(draft => draft.Photos.Select(place => (draft.HappenedOn, place.PhotoId))));
        using var wrong = await browser.ComposeAsync("days", Guid.CreateVersion7(), [.. Fields(photos),
            ($"Input.FileDays[{photos[0]}]", "someday")]);
        Assert.Equal("Please check the day and the time.", await wrong.ProblemAsync());
    }

    [Fact]
    public async Task Who_has_no_room_for_more_drafts_is_told_so_and_loses_nothing()
    {
        var (lena, browser) = await AuthorAsync();
        using var _ = browser;
        var photos = await AddAsync(lena, [First, First.AddDays(1), First.AddDays(2)]);
        await house.ReadAsync(db =>
        {
            db.Drafts.AddRange(Enumerable.Range(0, SaveDraft.MaxDrafts - 2).Select(number => new Draft
            {
                Id = Guid.CreateVersion7(),
                AuthorId = lena.Id,
                Text = $"{number}",
                SavedAt = house.Clock.GetUtcNow(),
            }));
            return db.SaveChangesAsync(House.Cancellation);
        });

        using var answer = await browser.ComposeAsync("days", Guid.CreateVersion7(), [.. Fields(photos), ("Input.Text", "All of them")]);

        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("You already have 200 drafts", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("All of them</textarea>", page, StringComparison.Ordinal);
        Assert.All(photos, photo => Assert.Contains($"value=\"{photo}\"", page, StringComparison.Ordinal));
        Assert.Equal(SaveDraft.MaxDrafts - 2, (await DraftsOfAsync(lena)).Count);
    }

    [Fact]
    public async Task The_offer_stands_there_once_there_are_more_photos_than_suit_one_post()
    {
        var (lena, browser) = await AuthorAsync();
        using var _ = browser;
        await AddAsync(lena, [.. Enumerable.Repeat<DateOnly?>(First, MakeDayDrafts.MostPhotos)]);
        Assert.Matches("id=\"many\"[^>]* hidden", await browser.ReadAsync("/write"));

        await AddAsync(lena, [First]);

        Assert.DoesNotMatch("id=\"many\"[^>]* hidden", await browser.ReadAsync("/write"));
    }

    private static (string, string)[] Fields(IEnumerable<Guid> photos) => [.. photos.Select(photo => ("Input.PhotoIds", $"{photo}"))];

    private static byte[] Jpeg(int shade, string? date, string? offset = null)
    {
        using var picture = Drawing.Plain(32, 24, [40 * shade, 90, 120]);
        var jpeg = picture.WriteToBuffer(".jpg");
        return date is null ? jpeg : Secrets.Dated(jpeg, date, offset);
    }

    private async Task<(Member Author, Browser Browser)> AuthorAsync()
    {
        var author = await house.AddAsync("Lena", $"lena{Guid.NewGuid().ToString("N")[..6]}", Role.Author);
        var browser = new Browser(house);
        Assert.Equal("", await browser.SignInAsync(author.Actor.Handle, InTheHouse.Password));
        return (author, browser);
    }

    private async Task<List<Guid>> SendAsync(Member author, byte[][] files)
    {
        var ids = new List<Guid>();
        foreach (var file in files)
        {
            using var upload = new MemoryStream(file);
            ids.Add(House.Value(await house.DoAsync((AddPhoto add) => add.AddAsync(author.Id, upload, House.Cancellation))).Id);
        }
        return ids;
    }

    /// <summary>Photos whose files nobody looks at.</summary>
    private Task<List<Guid>> AddAsync(Member author, DateOnly?[] days) => house.ReadAsync(async db =>
    {
        var photos = days.Select(day => new Photo
        {
            UploadedById = author.Id,
            Width = 1,
            Height = 1,
            Blurhash = "",
            UploadedAt = house.Clock.GetUtcNow(),
            Taken = day is { } known ? new TakenAt(known.ToDateTime(new TimeOnly(12, 0)), null) : null,
        }).ToList();
        db.Photos.AddRange(photos);
        await db.SaveChangesAsync(House.Cancellation);
        return photos.ConvertAll(photo => photo.Id);
    });

    private Task<List<Draft>> DraftsOfAsync(Member author) => house.ReadAsync(db => db.Drafts.AsNoTracking()
        .Include(draft => draft.Photos.OrderBy(place => place.Position)).Where(draft => draft.AuthorId == author.Id)
        .OrderByDescending(draft => draft.SavedAt).ToListAsync(House.Cancellation));
}
