using PrivateFed.Houses;
using PrivateFed.Media.Films;
using PrivateFed.Media.Room;
using PrivateFed.Storage;

namespace PrivateFed.Media.Uploads;

/// <summary>
/// Begins an upload that arrives in several requests, if there is room for the whole of it. Begun again under the same id, it is the same
/// upload.
/// </summary>
public sealed class BeginUpload(HouseDb db, UploadFiles files, MeasureRoom room, Settings settings)
{
    /// <summary>The most uploads of one member that are not finished: a device sends two at a time.</summary>
    public const int MostOfMember = 50;

    /// <summary>The most bytes that one member's unfinished uploads may promise, as a multiple of the largest upload.</summary>
    private const int LargestOfMember = 4;

    /// <summary>What stays free on the disk, for the database and for preparing films.</summary>
    private const long Reserve = 1L << 30;

    internal static readonly Refusal NoRoom = new(
        "There isn't enough room left here for this film. It's still on your device; please tell whoever looks after this place.")
    {
        IsTransient = true,
    };

    private static readonly Lock Gate = new();

    /// <summary>The largest upload, in bytes.</summary>
    public long MostBytes => Math.Max(AddPhoto.MaxBytes, FilmBounds.MostBytes(settings));

    /// <returns>A refusal is transient, unless the file is too large.</returns>
    public async Task<Result<ResumableUpload>> BeginAsync(Guid memberId, Guid id, long length, CancellationToken cancellation)
    {
        if (length > MostBytes)
        {
            return new Refusal("This file is {0} MB; the limit is {1} MB.", length >> 20, MostBytes >> 20);
        }
        if (await room.RefuseAsync(db, cancellation) is { } full)
        {
            return full;
        }
        lock (Gate)
        {
            if (files.Find(memberId, id) is { } begun)
            {
                return Again(begun, length);
            }
            return (RefuseMember(memberId, length) ?? RefuseRoom(length)) is { } refusal ? refusal : files.Create(memberId, id, length);
        }
    }

    private static Result<ResumableUpload> Again(ResumableUpload begun, long length) => begun.Length == length ? begun
        : new Refusal("Another file is being uploaded under the same number. Please choose this one again.") { IsTransient = true };

    private Refusal? RefuseMember(Guid memberId, long length)
    {
        var unfinished = files.OfMember(memberId).ToList();
        return unfinished.Count < MostOfMember && unfinished.Sum(upload => upload.Length) + length <= LargestOfMember * MostBytes ? null
            : new Refusal("{0} of your uploads aren't finished yet. Let them finish first; whatever is left over goes after a day.",
                unfinished.Count)
            { IsTransient = true };
    }

    private Refusal? RefuseRoom(long length) =>
        new DriveInfo(settings.ResumableUploadsFolder).AvailableFreeSpace - files.BytesToCome() - length >= Reserve ? null : NoRoom;
}
