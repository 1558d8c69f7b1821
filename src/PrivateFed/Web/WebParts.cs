using System.Net;
using System.Security.Claims;
using Hangfire;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Audit;
using PrivateFed.Federation.Discovery;
using PrivateFed.Federation.Inbox;
using PrivateFed.Houses;
using PrivateFed.Languages;
using PrivateFed.Media;
using PrivateFed.Media.Films;
using PrivateFed.Media.Saving;
using PrivateFed.Media.Storing;
using PrivateFed.Media.Uploads;
using PrivateFed.Members;
using PrivateFed.Theme;

namespace PrivateFed.Web;

/// <summary>Sets up how requests are handled: proxies, headers, sign-in, pages, documents.</summary>
public static class WebParts
{
    public static IServiceCollection AddWeb(this IServiceCollection services, Settings settings)
    {
        services.Configure<ForwardedHeadersOptions>(options => TrustOnly(options, settings.TrustedProxies));
        services.AddHttpContextAccessor();
        services.AddScoped(AuditContextOfVisitor);
        services.AddScoped<RequireFreshProof>();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<Sessions>(ConfigureCookie);
        services.AddAuthorizationBuilder()
            .AddPolicy("Author", policy => policy.RequireRole(nameof(Role.Author), nameof(Role.Owner)).RequireClaim(Sessions.KeyClaim))
            .AddPolicy("Owner", policy => policy.RequireRole(nameof(Role.Owner)).RequireClaim(Sessions.KeyClaim));
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "form";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.SuppressXFrameOptionsHeader = true;
        });
        services.Configure<CookieTempDataProviderOptions>(options =>
        {
            options.Cookie.Name = "said";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.Configure<FormOptions>(options => (options.ValueLengthLimit, options.KeyLengthLimit) =
            (FormLimits.Field, FormLimits.Name));
        services.AddScoped<ReaderClock>().AddScoped<EmojiPictures>().AddScoped<ShortNames>();
        services.AddPageCompression();
        services.AddRazorPages(ConfigurePages).AddMvcOptions(options =>
        {
            options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
            options.ModelMetadataDetailsProviders.Add(new BindEmptyStrings());
            options.ModelBinderProviders.Insert(0, new ReplaceNoncharacters());
            options.Filters.Add(new RejectUnhandledMethods());
            options.Filters.Add<RecheckSession>();
        });
        return services;
    }

    public static void UseWeb(this WebApplication app, Settings settings)
    {
        if (settings.TrustedProxies.Count > 0)
        {
            app.UseForwardedHeaders();
        }
        app.UseSecurityHeaders();
        app.UsePageCompression();
        app.UseExceptionHandler("/error");
        app.UseStatusCodePagesWithReExecute("/nothing-here");
        app.Use(AnswerUnreadableRequestsAsync);
        app.Use(AnswerUnavailableMediaAsync);
        app.UseDocuments();
        app.UseRouting();
        app.UseAuthentication();
        app.UseLanguages();
        app.UseAuthorization();
        app.Use(RequireAgreement.BeforeAnyPageAsync);
        app.MapStaticAssets();
        app.MapInboxes();
        app.MapDiscovery();
        app.MapPhotos();
        app.MapFilms();
        app.MapSaving();
        app.MapUploads();
        app.MapTheme();
        app.MapManifest();
        app.MapRazorPages().WithStaticAssets();
        app.MapHangfireDashboard("/jobs", new DashboardOptions
        {
            Authorization = [],
            DisplayStorageConnectionString = false,
            AppPath = "/",
            DashboardTitle = "Jobs",
        })
            .RequireAuthorization("Owner");
    }

    /// <summary>Answers 413 or 408 to a body that is too large or too slow: that is the sender's fault, not a server error.</summary>
    private static async Task AnswerUnreadableRequestsAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException problem) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = problem.StatusCode;
        }
    }

    /// <summary>Answers 503 to a request for a file that the bucket does not give at the moment.</summary>
    private static async Task AnswerUnavailableMediaAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (MediaUnavailableException problem)
        {
            context.RequestServices.GetRequiredService<ILogger<MediaStorage>>()
                .LogWarning("A file cannot be sent: {Problem}", problem.Message);
            if (context.Response.HasStarted)
            {
                context.Abort();
                return;
            }
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "30";
            context.Features.Get<IStatusCodePagesFeature>()?.Enabled = false;
        }
    }

    /// <summary>Records the signed-in visitor as the acting person; in a job there is none.</summary>
    private static AuditContext AuditContextOfVisitor(IServiceProvider services) =>
        services.GetRequiredService<IHttpContextAccessor>().HttpContext?.User is { } person && person.MemberId() is { } id
            ? new AuditContext().ActAs(id, person.Identity!.Name!)
            : new AuditContext();

    private static void TrustOnly(ForwardedHeadersOptions options, IReadOnlyList<System.Net.IPNetwork> proxies)
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            options.KnownIPNetworks.Add(proxy);
        }
    }

    private static void ConfigureCookie(CookieAuthenticationOptions options, Sessions sessions)
    {
        options.SessionStore = sessions;
        options.Cookie.Name = "session";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = Session.MaxLifetime;
        options.SlidingExpiration = false;
        // To strangers, pages that require sign-in look as if they did not exist; only the home page leads to the sign-in page.
        options.Events.OnRedirectToLogin = context => AnswerAsync(context, context.Request.Path == "/" ? "/sign-in" : null);
        options.Events.OnRedirectToAccessDenied = context => AnswerAsync(context, LacksOnlyKey(context.HttpContext.User)
            ? "/me?first=key#password"
            : null);
    }

    /// <summary>
    /// Owners and authors need a password or a passkey before they can write and decide; without one they are sent to the page that says
    /// so.
    /// </summary>
    private static bool LacksOnlyKey(ClaimsPrincipal person) =>
        person.MayPost() && !person.HasClaim(claim => claim.Type == Sessions.KeyClaim);

    private static Task AnswerAsync(
        Microsoft.AspNetCore.Authentication.RedirectContext<CookieAuthenticationOptions> context, string? redirect)
    {
        if (redirect is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else
        {
            context.Response.Redirect(redirect);
        }
        return Task.CompletedTask;
    }

    private static void ConfigurePages(RazorPagesOptions options)
    {
        options.RootDirectory = "/Web/Pages";
        options.Conventions.AuthorizeFolder("/");
        foreach (var page in new[] { "/SignIn", "/SignInByLink", "/Join", "/SetUp", "/NothingHere", "/Error", "/Confirm", "/Unsubscribe" })
        {
            options.Conventions.AllowAnonymousToPage(page);
            options.Conventions.AddPageApplicationModelConvention(
                page, model => model.Filters.Add(new RequestSizeLimitAttribute(FormLimits.AnonymousRequest)));
        }
        options.Conventions.AuthorizeFolder("/Writing", "Author");
        options.Conventions.AuthorizePage("/Albums/EditAlbum", "Author").AuthorizePage("/Albums/IntoAlbum", "Author");
        options.Conventions.AuthorizeFolder("/Desk", "Owner");
    }
}
