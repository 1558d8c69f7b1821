using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace PrivateFed.Web;

/// <summary>
/// Pages are compressed, so that a first page is small on a phone. Not so when another site led there, or when the browser does not say:
/// who can make somebody's browser ask for pages with chosen words in their address, and watches how long the answers are on the line,
/// could read out of compressed ones what stands in them (BREACH).
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
        app.UseWhen(context => context.Request.Headers["Sec-Fetch-Site"].ToString() is "same-origin" or "none", own => own.UseResponseCompression());
}
