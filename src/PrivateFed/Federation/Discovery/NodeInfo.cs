using PrivateFed.Houses;

namespace PrivateFed.Federation.Discovery;

/// <summary>
/// Describes this server's software (NodeInfo 2.1, and 2.0 for servers that read nothing newer). Leaves out the numbers of users and posts,
/// which the schema allows.
/// </summary>
public static class NodeInfo
{
    private const string Schema = "http://nodeinfo.diaspora.software/ns/schema/";

    // 2.0 comes last: GoToSocial takes the last link whose version begins with 2, and reads only 2.0.
    private static readonly string[] Versions = ["2.1", "2.0"];

    public static async Task<IResult> LinksAsync(CurrentHouse house, CancellationToken cancellation) =>
        await house.FindAsync(cancellation) is null
            ? TypedResults.NotFound()
            : TypedResults.Json(new
            {
                links = Versions.Select(version => new
                {
                    rel = Schema
                + version,
                    href = $"{house.Addresses.Root}nodeinfo/{version}"
                })
            });

    public static IResult Document(string version) => TypedResults.Json(
        new
        {
            version,
            software = new { name = "privatefed", version = ThisAssembly.Version },
            protocols = new[] { "activitypub" },
            services = new { inbound = Array.Empty<string>(), outbound = Array.Empty<string>() },
            openRegistrations = false,
            usage = new { users = new { } },
            metadata = new { },
        },
        contentType: $"application/json; profile=\"{Schema}{version}#\"");
}
