using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Media;
using PrivateFed.Storage;

namespace PrivateFed.Posts.Drafts;

/// <summary>
/// Makes drafts of many photos that were chosen in one go: one for each day on which they were taken, in that order, and one for photos of
/// which nobody knows the day. What was written with them goes to the first draft. A photo that is in another draft stays there, and one
/// that was chosen twice is kept once; so the same request twice has the effect of one.
/// </summary>
public sealed class MakeDayDrafts(HouseDb db, SaveDraft save, DeletePhoto deletePhoto, TimeProvider clock)
{
    /// <summary>Photos in one draft: as many as somebody looks through. A day with more is spread evenly over several.</summary>
    public const int MostPhotos = 20;

    /// <param name="words">The composer's contents, with all photos.</param>
    /// <param name="fileDays">When a photo's file was last changed, as far as the browser knows: for photos that do not say their day.</param>
    public async Task<Result<Guid>> MakeAsync(
        Guid authorId, DraftContents words, IReadOnlyDictionary<Guid, DateOnly> fileDays, CancellationToken cancellation)
    {
        var firstId = IdOf(words.Id, words.Id);
        var (chosen, doubled) = await FindPhotosAsync(authorId, words, firstId, cancellation);
        var days = GroupByDay(chosen, fileDays);
        if (days.Count > 1
            && await db.Drafts.CountAsync(draft => draft.AuthorId == authorId, cancellation) + days.Count > SaveDraft.MaxDrafts)
        {
            return SaveDraft.TooMany;
        }
        if (days.Count > 0 || words.Text.Trim().Length > 0 || words.LifeEvent.Title.Trim().Length > 0)
        {
            var saved = await save.SaveAsync(authorId, First(words, firstId, days.FirstOrDefault()), shareAt: null, cancellation);
            if (!saved.Succeeded)
            {
                return saved.Refusal;
            }
            await AddOthersAsync(authorId, words, days.Skip(1), saved.Value.Id, cancellation);
        }
        await ReadDrafts.ByAuthor(db, authorId).Where(draft => draft.Id == words.Id).ExecuteDeleteAsync(cancellation);
        foreach (var id in doubled)
        {
            await deletePhoto.DeleteAsync(authorId, id, cancellation);
        }
        return firstId;
    }

    /// <summary>The photos that are to be placed, in the author's order, and those that are in the house already.</summary>
    private async Task<(List<Placed> Chosen, List<Guid> Doubled)> FindPhotosAsync(
        Guid authorId, DraftContents words, Guid firstId, CancellationToken cancellation)
    {
        var waiting = await UnpublishedPhotos.Query(db, authorId).ToDictionaryAsync(photo => photo.Id, cancellation);
        var elsewhere = await db.DraftPhotos
            .Where(place => place.Photo.UploadedById == authorId && place.DraftId != words.Id && place.DraftId != firstId)
            .Select(place => place.PhotoId).ToHashSetAsync(cancellation);
        var known = elsewhere.Select(id => waiting.GetValueOrDefault(id)).OfType<Photo>().Select(Contents).ToHashSet();
        var (chosen, doubled) = (new List<Placed>(), new List<Guid>());
        foreach (var described in words.Photos.DistinctBy(photo => photo.Id).Where(photo => !elsewhere.Contains(photo.Id)))
        {
            if (!waiting.TryGetValue(described.Id, out var photo))
            {
                continue;
            }
            if (known.Add(Contents(photo)))
            {
                chosen.Add(new Placed(described, photo.Taken));
            }
            else
            {
                doubled.Add(photo.Id);
            }
        }
        return (chosen, doubled);
    }

    private List<Day> GroupByDay(List<Placed> photos, IReadOnlyDictionary<Guid, DateOnly> fileDays) =>
    [
        .. from photo in photos
           group photo by photo.Taken?.Day ?? DayOfFile(photo.Photo.Id, fileDays) into day
           orderby day.Key ?? DateOnly.MaxValue
           let inOrder = day.OrderBy(photo => photo.Taken?.Clock ?? DateTime.MaxValue).Select(photo => photo.Photo).ToList()
           let parts = (inOrder.Count + MostPhotos - 1) / MostPhotos
           from part in inOrder.Chunk((inOrder.Count + parts - 1) / parts)
           select new Day(day.Key, part),
    ];

    private DateOnly? DayOfFile(Guid id, IReadOnlyDictionary<Guid, DateOnly> fileDays) => fileDays.TryGetValue(id, out var day)
        ? new TakenAt(day.ToDateTime(TimeOnly.MinValue), Offset: null).OrNoneIfAbsurd(clock.GetUtcNow())?.Day : null;

    private static DraftContents First(DraftContents words, Guid id, Day? day) => words with
    {
        Id = id,
        Version = 0,
        LifeEvent = words.LifeEvent with { HappenedOn = words.LifeEvent.HappenedOn ?? day?.Date },
        Photos = day?.Photos ?? [],
    };

    /// <summary>All in one transaction.</summary>
    private async Task AddOthersAsync(
        Guid authorId, DraftContents words, IEnumerable<Day> days, Guid firstId, CancellationToken cancellation)
    {
        var first = await db.Drafts.AsNoTracking().SingleAsync(draft => draft.Id == firstId, cancellation);
        foreach (var (number, day) in days.Index())
        {
            var draft = new Draft
            {
                Id = IdOf(words.Id, day.Photos[0].Id),
                AuthorId = authorId,
                LifeEvent = LifeEvent.None with { HappenedOn = day.Date },
                Audience = first.Audience,
                AllowsSaving = first.AllowsSaving,
                Version = 1,
                WrittenOn = words.Page,
                // The newest draft is listed first, and the first day is to be.
                SavedAt = first.SavedAt.AddMilliseconds(-1 - number),
            };
            draft.Photos.AddRange(day.Photos.Select((photo, position) => new DraftPhoto
            {
                DraftId = draft.Id,
                PhotoId = photo.Id,
                Position = position,
                Description = photo.Description.Trim(),
            }));
            db.Drafts.Add(draft);
        }
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException problem) when (problem.IsUniqueViolation())
        {
            // The same request at the same moment made them.
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Of the file as it was sent; of photos of earlier versions nothing is known.</summary>
    private static string Contents(Photo photo) => photo.Fingerprint is { } fingerprint ? Convert.ToHexString(fingerprint) : $"{photo.Id}";

    /// <summary>The same request makes the same ids.</summary>
    private static Guid IdOf(Guid composer, Guid first) =>
        new(SHA256.HashData([.. composer.ToByteArray(), .. first.ToByteArray()]).AsSpan(0, 16));

    private sealed record Placed(DescribedPhoto Photo, TakenAt? Taken);

    /// <param name="Date">Null for photos of which nobody knows the day.</param>
    private sealed record Day(DateOnly? Date, IReadOnlyList<DescribedPhoto> Photos);
}
