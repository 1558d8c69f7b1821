using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using PrivateFed.Houses;

namespace PrivateFed.Media.Storing;

/// <summary>Speaks S3 in the way that all compatible servers understand, old ones too.</summary>
internal static class BucketClient
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Of one request: a part of a large file on a slow line.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    public static AmazonS3Client Create(BucketSettings bucket) => Create(bucket, new BasicAWSCredentials(bucket.KeyId, bucket.Secret));

    /// <summary>One that signs nothing: it sees what strangers see.</summary>
    public static AmazonS3Client CreateUnsigned(BucketSettings bucket) => Create(bucket, new AnonymousAWSCredentials());

    /// <summary>Runs a request. Whatever is wrong with the bucket, and not with the file, becomes one kind of exception.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="MediaUnavailableException">The bucket cannot be reached, or refuses.</exception>
    public static async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> request, CancellationToken cancellation)
    {
        try
        {
            return await request(cancellation);
        }
        catch (AmazonS3Exception problem) when (problem is { StatusCode: HttpStatusCode.NotFound, ErrorCode: not "NoSuchBucket" })
        {
            throw new FileNotFoundException("The file is not in the bucket.", problem);
        }
        catch (Exception problem) when (problem is AmazonServiceException or AmazonClientException or HttpRequestException or IOException
            || (problem is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new MediaUnavailableException($"The bucket did not do it: {WordsOf(problem)}", problem);
        }
    }

    // A server that answers without a body leaves no message.
    private static string WordsOf(Exception problem) => problem switch
    {
        AmazonS3Exception { StatusCode: HttpStatusCode.Forbidden } => "it refuses the key (403).",
        AmazonServiceException { StatusCode: not 0 } service => $"{service.Message} ({(int)service.StatusCode})",
        _ => problem.GetBaseException().Message,
    };

    private static AmazonS3Client Create(BucketSettings bucket, AWSCredentials credentials) => new(credentials, new AmazonS3Config
    {
        ServiceURL = bucket.Endpoint.AbsoluteUri,
        AuthenticationRegion = bucket.Region,
        ForcePathStyle = true,
        RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
        ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        IgnoreConfiguredEndpointUrls = true,
        MaxErrorRetry = 1,
        ConnectTimeout = ConnectTimeout,
        Timeout = Timeout,
    });
}
