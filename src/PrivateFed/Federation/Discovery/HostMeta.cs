using PrivateFed.Federation.Documents;
using PrivateFed.Houses;

namespace PrivateFed.Federation.Discovery;

/// <summary>Points to WebFinger (RFC 6415): older servers request this before the standard location.</summary>
public static class HostMeta
{
    public static async Task<IResult> XmlAsync(CurrentHouse house, CancellationToken cancellation) =>
        await house.FindAsync(cancellation) is null
            ? TypedResults.NotFound()
            : TypedResults.Content(
                $"""
                <?xml version="1.0" encoding="UTF-8"?>
                <XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0">
                  <Link rel="lrdd" type="application/jrd+json" template="{Template(house)}"/>
                </XRD>

                """,
                "application/xrd+xml; charset=utf-8");

    public static async Task<IResult> JsonAsync(CurrentHouse house, CancellationToken cancellation) =>
        await house.FindAsync(cancellation) is null
            ? TypedResults.NotFound()
            : TypedResults.Json(
                new { links = new[] { new { rel = "lrdd", type = "application/jrd+json", template = Template(house) } } },
                WireJson.Options,
                "application/jrd+json; charset=utf-8");

    private static string Template(CurrentHouse house) => house.Addresses.Root + ".well-known/webfinger?resource={uri}";
}
