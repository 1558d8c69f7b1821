using System.Globalization;
using PrivateFed.Houses;

namespace PrivateFed.Media.Uploads;

/// <summary>
/// The folder of uploads that have begun. A file's name says whose it is, its id and the length that was promised; its own length is how
/// much has arrived. So nothing has to be kept in step, and what was on disk at a kill is what counts.
/// </summary>
public sealed class UploadFiles(Settings settings, TimeProvider clock)
{
    /// <summary>An upload of which nothing arrives for this long is deleted.</summary>
    public static readonly TimeSpan RetentionPeriod = TimeSpan.FromDays(1);

    public ResumableUpload? Find(Guid memberId, Guid id) => Matching($"{memberId:N}-{id:N}.*").FirstOrDefault();

    public IEnumerable<ResumableUpload> OfMember(Guid memberId) => Matching($"{memberId:N}-*");

    /// <summary>The number of bytes that are still to come, for all uploads together.</summary>
    public long BytesToCome() => Matching("*").Sum(upload => upload.Length - upload.Offset);

    /// <exception cref="IOException">The disk is full, or the folder is away.</exception>
    public ResumableUpload Create(Guid memberId, Guid id, long length)
    {
        var path = Path.Combine(settings.ResumableUploadsFolder, $"{memberId:N}-{id:N}.{length.ToString(CultureInfo.InvariantCulture)}");
        new FileStream(path, FileMode.CreateNew).Dispose();
        return Find(memberId, id) ?? throw new IOException($"{path} is not there.");
    }

    public void DeleteExpired()
    {
        foreach (var upload in All("*").Where(upload => upload.ExpiresAt <= clock.GetUtcNow()))
        {
            File.Delete(upload.Path);
        }
    }

    private IEnumerable<ResumableUpload> Matching(string pattern) => All(pattern).Where(upload => upload.ExpiresAt > clock.GetUtcNow());

    // An operator may move the folder away while the house runs, and a file may be deleted between listing and looking.
    private IEnumerable<ResumableUpload> All(string pattern) =>
        from file in new DirectoryInfo(settings.ResumableUploadsFolder) is { Exists: true } folder ? folder.EnumerateFiles(pattern) : []
        let upload = Read(file)
        where upload is not null
        select upload;

    private static ResumableUpload? Read(FileInfo file)
    {
        var parts = file.Name.Split('-', '.');
        return parts.Length == 3 && Guid.TryParseExact(parts[0], "N", out var memberId) && Guid.TryParseExact(parts[1], "N", out var id)
            && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var length) && file.Exists
            ? new ResumableUpload(memberId, id, file.FullName, length, file.Length, file.LastWriteTimeUtc + RetentionPeriod)
            : null;
    }
}
