namespace PrivateFed.Federation.Discovery;

/// <summary>Maps what anybody may request. Nothing in it reveals people or counts.</summary>
public static class DiscoveryRoutes
{
    public static void MapDiscovery(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/.well-known/webfinger", WebFinger.AnswerAsync);
        routes.MapGet("/.well-known/host-meta", HostMeta.XmlAsync);
        routes.MapGet("/.well-known/host-meta.json", HostMeta.JsonAsync);
        routes.MapMethods(SecurityText.Path, ["GET", "HEAD"], SecurityText.AnswerAsync);
        routes.MapGet("/.well-known/nodeinfo", NodeInfo.LinksAsync);
        routes.MapGet("/nodeinfo/2.0", () => NodeInfo.Document("2.0"));
        routes.MapGet("/nodeinfo/2.1", () => NodeInfo.Document("2.1"));
    }
}
