using Amazon.S3;
using Amazon.S3.Model;
using PrivateFed.Houses;
using PrivateFed.Media.Storing;

namespace PrivateFed.Hosting.Doctor;

/// <summary>Checks the bucket: the house can write to it, list and read it, and strangers cannot.</summary>
internal static class CheckBucket
{
    private const string Name = "bucket";
    private const string Contents = "A house's doctor was here.";

    public static async Task<Finding> RunAsync(BucketSettings bucket, House? house, CancellationToken cancellation)
    {
        var key = $"{bucket.Prefix}doctor-{Guid.CreateVersion7():N}";
        using var client = BucketClient.Create(bucket);
        try
        {
            return await TryAsync(client, bucket, key, cancellation) ?? (await IsReadableByStrangersAsync(bucket, key, cancellation)
                ? Finding.Problem(Name, $"Anybody can read what is in {bucket}, without a key.",
                    "Make the bucket private (no public access, no policy for everybody): the family's photos would be on the open internet.")
                : Finding.Ok(Name, $"{bucket} can be written and read, and strangers are refused. "
                    + (house?.MediaPlace == MediaPlace.Bucket
                        ? "Photos and films are kept there." : "Photos and films are in the folder.")));
        }
        catch (IOException problem)
        {
            return Finding.Problem(Name, $"{bucket} can't be used: {OneLine.Of(problem.Message)}",
                "Check PrivateFed__Bucket, PrivateFed__BucketEndpoint, PrivateFed__BucketRegion and the key: it needs to read, write, "
                    + "delete and list.");
        }
        finally
        {
            await DeleteAsync(client, bucket, key, cancellation);
        }
    }

    /// <returns>What is wrong; null if all is well.</returns>
    private static async Task<Finding?> TryAsync(AmazonS3Client client, BucketSettings bucket, string key, CancellationToken cancellation)
    {
        await BucketClient.AskAsync(asked => client.PutObjectAsync(
            new PutObjectRequest { BucketName = bucket.Name, Key = key, ContentBody = Contents, UseChunkEncoding = false }, asked),
            cancellation);
        using var read = await BucketClient.AskAsync(asked => client.GetObjectAsync(bucket.Name, key, asked), cancellation);
        using var text = new StreamReader(read.ResponseStream);
        if (await text.ReadToEndAsync(cancellation) != Contents)
        {
            return Finding.Problem(Name, $"{bucket} gives back something else than was put there.", "Use another S3-compatible server.");
        }
        var listed = await BucketClient.AskAsync(
            asked => client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket.Name, Prefix = key }, asked), cancellation);
        return (listed.S3Objects ?? []).Exists(found => found.Key == key) ? null
            : Finding.Problem(Name, $"{bucket} doesn't list what was put there.", "Use another S3-compatible server.");
    }

    private static async Task<bool> IsReadableByStrangersAsync(BucketSettings bucket, string key, CancellationToken cancellation)
    {
        using var stranger = BucketClient.CreateUnsigned(bucket);
        try
        {
            using var read = await BucketClient.AskAsync(asked => stranger.GetObjectAsync(bucket.Name, key, asked), cancellation);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task DeleteAsync(AmazonS3Client client, BucketSettings bucket, string key, CancellationToken cancellation)
    {
        try
        {
            await BucketClient.AskAsync(asked => client.DeleteObjectAsync(bucket.Name, key, asked), cancellation);
        }
        catch (IOException)
        {
            // What is wrong has been said.
        }
    }
}
