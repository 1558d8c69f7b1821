using System.Globalization;
using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;
using PrivateFed.Houses;

namespace PrivateFed.Media.Storing;

/// <summary>
/// Files in an S3-compatible bucket that nobody but the house can read. Each carries the date on which it was made, so that it is the same
/// file to a browser wherever it is kept.
/// </summary>
internal sealed class MediaBucket(BucketSettings bucket) : IMediaStore, IDisposable
{
    private const string ModifiedField = "modified";
    private const string MediaType = "application/octet-stream";

    /// <summary>Larger files are sent in parts of this size, each again by itself when it fails.</summary>
    private const int PartLength = 8 << 20;

    private static readonly TimeSpan FindTimeout = TimeSpan.FromSeconds(15);

    private readonly AmazonS3Client _client = BucketClient.Create(bucket);

    public async Task<StoredFile?> FindAsync(string key, CancellationToken cancellation)
    {
        try
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            end.CancelAfter(FindTimeout);
            var found = await BucketClient.AskAsync(
                _ => _client.GetObjectMetadataAsync(bucket.Name, NameOf(key), end.Token), cancellation);
            return new BucketFile(found.ContentLength, DateOf(found), (from, to, ending) => ReadAsync(key, found.ETag, from, to, ending));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    public async Task PutAsync(string key, string file, CancellationToken cancellation)
    {
        var source = new FileInfo(file);
        if (source.Length > PartLength)
        {
            await PutInPartsAsync(key, source, cancellation);
            return;
        }
        await BucketClient.AskAsync(
            asked => _client.PutObjectAsync(new PutObjectRequest
            {
                BucketName = bucket.Name,
                Key = NameOf(key),
                FilePath = file,
                ContentType = MediaType,
                UseChunkEncoding = false,
                Metadata = { [ModifiedField] = DateOf(source) },
            }, asked), cancellation);
    }

    public async Task DeleteAsync(string key, CancellationToken cancellation)
    {
        try
        {
            await BucketClient.AskAsync(asked => _client.DeleteObjectAsync(bucket.Name, NameOf(key), asked), cancellation);
        }
        catch (FileNotFoundException)
        {
            // Some servers say so.
        }
    }

    public async Task DeleteFolderAsync(string folder, CancellationToken cancellation)
    {
        await foreach (var file in ListAsync(folder, cancellation))
        {
            await DeleteAsync(file.Key, cancellation);
        }
    }

    public async IAsyncEnumerable<StoredName> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var request = new ListObjectsV2Request { BucketName = bucket.Name, Prefix = NameOf(prefix) };
        do
        {
            var page = await BucketClient.AskAsync(asked => _client.ListObjectsV2Async(request, asked), cancellation);
            foreach (var found in page.S3Objects ?? [])
            {
                yield return new StoredName(found.Key[bucket.Prefix.Length..], found.Size ?? 0, Utc(found.LastModified));
            }
            request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (request.ContinuationToken is not null);
    }

    /// <summary>A bucket has no folders; its list is in the order of names, so that the files of one photo follow each other.</summary>
    public async IAsyncEnumerable<StoredFolder> ListPhotoFoldersAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        StoredFolder? folder = null;
        await foreach (var file in ListAsync("", cancellation))
        {
            if (file.Key.Split('/') is not [{ Length: 2 } first, var second, ..] || second.Length == 0)
            {
                continue;
            }
            var key = $"{first}/{second}/";
            if (folder is not null && folder.Key != key)
            {
                yield return folder;
                folder = null;
            }
            folder = folder is not null && folder.ModifiedAt > file.ModifiedAt ? folder : new StoredFolder(key, file.ModifiedAt);
        }
        if (folder is not null)
        {
            yield return folder;
        }
    }

    /// <summary>Ends uploads in parts that nobody goes on with: their parts are paid for, and in no list.</summary>
    public async Task DeleteUnfinishedAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        var begun = await BucketClient.AskAsync(asked => _client.ListMultipartUploadsAsync(
            new ListMultipartUploadsRequest { BucketName = bucket.Name, Prefix = bucket.Prefix }, asked), cancellation);
        foreach (var upload in (begun.MultipartUploads ?? []).Where(upload => Utc(upload.Initiated) < before))
        {
            await AbortAsync(upload.Key, upload.UploadId, cancellation);
        }
    }

    public void Dispose() => _client.Dispose();

    private static string DateOf(FileInfo file) => file.LastWriteTimeUtc.Ticks.ToString(CultureInfo.InvariantCulture);

    // Another program may have put it there, as when a bucket is restored from a copy.
    private static DateTimeOffset DateOf(GetObjectMetadataResponse found) =>
        long.TryParse(found.Metadata[ModifiedField], CultureInfo.InvariantCulture, out var ticks) && ticks > 0
            && ticks < DateTime.MaxValue.Ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : Utc(found.LastModified);

    private static DateTimeOffset Utc(DateTime? moment) => moment?.ToUniversalTime() ?? DateTimeOffset.UnixEpoch;

    private async Task<Stream> ReadAsync(string key, string tag, long from, long to, CancellationToken cancellation)
    {
        var request = new GetObjectRequest
        {
            BucketName = bucket.Name,
            Key = NameOf(key),
            ByteRange = new ByteRange(from, to),
            EtagToMatch = tag,
        };
        try
        {
            return (await BucketClient.AskAsync(asked => _client.GetObjectAsync(request, asked), cancellation)).ResponseStream;
        }
        catch (FileNotFoundException problem)
        {
            throw new MediaUnavailableException("The file was deleted meanwhile.", problem);
        }
    }

    private async Task PutInPartsAsync(string key, FileInfo source, CancellationToken cancellation)
    {
        var upload = await BucketClient.AskAsync(asked => _client.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest
        {
            BucketName = bucket.Name,
            Key = NameOf(key),
            ContentType = MediaType,
            Metadata = { [ModifiedField] = DateOf(source) },
        }, asked), cancellation);
        var isDone = false;
        try
        {
            var parts = new List<PartETag>();
            for (var offset = 0L; offset < source.Length; offset += PartLength)
            {
                parts.Add(await PutPartAsync(upload, source, offset, parts.Count + 1, cancellation));
            }
            await BucketClient.AskAsync(asked => _client.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest
            {
                BucketName = bucket.Name,
                Key = upload.Key,
                UploadId = upload.UploadId,
                PartETags = parts,
            }, asked), cancellation);
            isDone = true;
        }
        finally
        {
            await (isDone ? Task.CompletedTask : AbortAsync(upload.Key, upload.UploadId, CancellationToken.None));
        }
    }

    private async Task<PartETag> PutPartAsync(
        InitiateMultipartUploadResponse upload, FileInfo source, long offset, int number, CancellationToken cancellation)
    {
        var sent = await BucketClient.AskAsync(asked => _client.UploadPartAsync(new UploadPartRequest
        {
            BucketName = bucket.Name,
            Key = upload.Key,
            UploadId = upload.UploadId,
            PartNumber = number,
            FilePath = source.FullName,
            FilePosition = offset,
            PartSize = Math.Min(PartLength, source.Length - offset),
            UseChunkEncoding = false,
        }, asked), cancellation);
        return new PartETag(number, sent.ETag);
    }

    /// <summary>What cannot be ended now is ended by <see cref="DeleteUnfinishedAsync"/>.</summary>
    private async Task AbortAsync(string name, string uploadId, CancellationToken cancellation)
    {
        try
        {
            await BucketClient.AskAsync(asked => _client.AbortMultipartUploadAsync(bucket.Name, name, uploadId, asked), cancellation);
        }
        catch (IOException)
        {
            return;
        }
    }

    private string NameOf(string key) => bucket.Prefix + key;

    private sealed record BucketFile(
        long Length, DateTimeOffset ModifiedAt, Func<long, long, CancellationToken, Task<Stream>> Read) : StoredFile(Length, ModifiedAt)
    {
        public override Stream Open() => new BucketStream(Length, Read);
    }
}
