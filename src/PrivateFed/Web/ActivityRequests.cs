using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Net.Http.Headers;
using PrivateFed.Federation.Collections;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.LocalActors;

namespace PrivateFed.Web;

/// <summary>Serves pages to browsers and documents to other servers under the same URLs; the Accept header decides.</summary>
public static class ActivityRequests
{
    public static void UseDocuments(this IApplicationBuilder app)
    {
        app.Use(WithoutPageForServersAsync);
        app.MapWhen(AsksForDocument, branch => branch.UseRouting().UseEndpoints(routes =>
        {
            routes.MapMethods("/actor", ["GET", "HEAD"],
                (HttpContext context, DocumentEndpoints documents, CancellationToken cancellation) =>
                documents.ActorAsync(context, Actor.InstanceHandle, cancellation));
            routes.MapMethods("/users/{handle}", ["GET", "HEAD"],
                (HttpContext context, string handle, DocumentEndpoints documents, CancellationToken cancellation) =>
                documents.ActorAsync(context, handle, cancellation));
            routes.MapMethods("/posts/{id:guid}", ["GET", "HEAD"],
                (HttpContext context, Guid id, DocumentEndpoints documents, CancellationToken cancellation) =>
                documents.PostAsync(context, id, cancellation));
            routes.MapCollections();
            routes.MapMethods("/comments/{id:guid}", ["GET", "HEAD"],
                (HttpContext context, Guid id, DocumentEndpoints documents, CancellationToken cancellation) =>
                documents.CommentAsync(context, id, cancellation));
        }));
    }

    /// <summary>A server that asks for a document and gets an error status gets it without an HTML page, which it could not read.</summary>
    private static Task WithoutPageForServersAsync(HttpContext context, RequestDelegate next)
    {
        if (IsRead(context) && PrefersDocument(context) && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            pages.Enabled = false;
        }
        return next(context);
    }

    private static bool AsksForDocument(HttpContext context)
    {
        if (!IsRead(context) || !IsNegotiated(context.Request.Path))
        {
            return false;
        }
        context.Response.Headers.Vary = "Accept";
        return PrefersDocument(context);
    }

    private static bool IsRead(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);

    private static bool PrefersDocument(HttpContext context) =>
        MediaTypeHeaderValue.TryParseList(context.Request.Headers.Accept, out var accepted)
            && Quality(accepted, IsActivity) is > 0 and var quality && quality >= Quality(accepted, IsHtml);

    private static bool IsNegotiated(PathString path) =>
        path.StartsWithSegments("/users", StringComparison.Ordinal) || path.StartsWithSegments("/posts", StringComparison.Ordinal)
        || path.StartsWithSegments("/comments", StringComparison.Ordinal) || path == "/actor";

    private static double Quality(IEnumerable<MediaTypeHeaderValue> accepted, Func<MediaTypeHeaderValue, bool> wanted) =>
        accepted.Where(wanted).Select(type => type.Quality ?? 1).DefaultIfEmpty(0).Max();

    private static bool IsActivity(MediaTypeHeaderValue type) =>
        type.MediaType == ActivityJson.MediaType || type.MediaType == "application/ld+json";

    private static bool IsHtml(MediaTypeHeaderValue type) => type.MediaType == "text/html" || type.MediaType == "application/xhtml+xml";
}
