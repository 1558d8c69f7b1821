namespace PrivateFed.Web;

/// <summary>
/// Sets security headers on every response, errors included: nothing from other hosts, nothing inline, no framing, no caching by proxies.
/// </summary>
public static class SecurityHeaders
{
    private const string ForPages =
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' blob: data:; media-src 'self'; connect-src 'self'; manifest-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    // Hangfire's pages set the width of bars with style attributes.
    private const string ForDashboard =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // A branch of the pipeline may change the path later; the requested path counts.
        var isDashboard = context.Request.Path.StartsWithSegments("/jobs", StringComparison.Ordinal);
        context.Response.OnStarting(() =>
        {
            Write(context, isDashboard);
            return Task.CompletedTask;
        });
        return next(context);
    });

    private static void Write(HttpContext context, bool isDashboard)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = isDashboard ? ForDashboard : ForPages;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }
        // Files set their own cache lifetime; everything else is for one reader and is never cached.
        if (headers.CacheControl.Count == 0 || headers.CacheControl.ToString().Contains("no-store", StringComparison.Ordinal))
        {
            headers.CacheControl = "private, no-store";
        }
    }
}
