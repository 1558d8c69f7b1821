using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace PrivateFed.Web;

/// <summary>
/// Compresses pages, so that a first page is small on a phone. Responses are not compressed when another site led to them, or when the
/// browser does not say. Otherwise an attacker who can make a browser request pages with chosen text in their address, and who observes the
/// length of the responses, could read their contents (BREACH).
/// </summary>
public static class CompressPages
{
    public static void AddPageCompression(this IServiceCollection services)
    {
        services.AddResponseCompression(options => options.EnableForHttps = true);
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
    }

    public static void UsePageCompression(this IApplicationBuilder app) =>
        app.UseWhen(context => context.Request.Headers["Sec-Fetch-Site"].ToString() is "same-origin"
            or "none", own => own.UseResponseCompression());
}
