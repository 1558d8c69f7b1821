using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Hosting.Doctor;

/// <summary>What doctor says of the bucket.</summary>
[Trait("Database", "none")]
public class DoctorBucketTests(OperatedHouse house) : IClassFixture<OperatedHouse>
{
    [Fact]
    public async Task Doctor_says_when_a_key_is_refused_and_when_strangers_can_read_and_never_the_secret()
    {
        await using var open = await BucketServer.StartAsync("open");
        await using var signed = await BucketServer.StartAsync("signed");

        var readable = await AskAsync(open, await open.CreateBucketAsync());
        var refused = await AskAsync(signed, "house");
        var missing = await AskAsync(open, "nothing-there");

        Assert.Contains("Anybody can read what is in", readable, StringComparison.Ordinal);
        Assert.Contains("it refuses the key", refused, StringComparison.Ordinal);
        Assert.Contains("can't be used", missing, StringComparison.Ordinal);
        Assert.All(new[] { readable, refused, missing }, said => Assert.DoesNotContain("seven small boats", said, StringComparison.Ordinal));
    }

    private async Task<string> AskAsync(BucketServer server, string bucket)
    {
        var ran = await house.RunAsync(["doctor"], "", ("PrivateFed__Bucket", bucket), ("PrivateFed__BucketEndpoint", $"{server.Address}"),
            ("PrivateFed__BucketKeyId", "S3RVER"), ("PrivateFed__BucketSecretFile", house.WriteFile("secret", "seven small boats\n"u8.ToArray())));
        return ran.Output + ran.Error;
    }
}
