using System.Collections.Frozen;
using System.Globalization;
using Microsoft.Extensions.Localization;

namespace PrivateFed.Languages;

/// <summary>The languages of the site, and the choice of one for a request.</summary>
public static class SpokenLanguages
{
    /// <summary>English comes first: it is the language of the source.</summary>
    public static readonly IReadOnlyList<SpokenLanguage> All =
    [
        new("en", "English", "en-GB"), new("de", "Deutsch", "de-DE"), new("fr", "Français", "fr-FR"), new("es", "Español", "es-ES"),
        new("it", "Italiano", "it-IT"), new("pt", "Português", "pt-PT"), new("nl", "Nederlands", "nl-NL"), new("pl", "Polski", "pl-PL"),
        new("sv", "Svenska", "sv-SE"), new("da", "Dansk", "da-DK"), new("nb", "Norsk bokmål", "nb-NO"),
    ];

    /// <summary>A claim of a signed-in member: the language that they chose for themselves.</summary>
    public const string Claim = "language";

    /// <summary>More than anybody lists in a browser.</summary>
    private const int MaxLanguages = 20;

    // Dates are written as in the reader's own country. Only countries known to the system count, so that no request makes the runtime
    // cache others.
    private static readonly FrozenDictionary<string, CultureInfo> Countries = CultureInfo.GetCultures(CultureTypes.SpecificCultures)
        .Where(culture => IsSupported(culture.TwoLetterISOLanguageName)).DistinctBy(culture => culture.Name)
        .ToFrozenDictionary(culture => culture.Name, StringComparer.OrdinalIgnoreCase);

    public static bool IsSupported(string? code) => All.Any(language => language.Code == code);

    public static IServiceCollection AddLanguages(this IServiceCollection services) =>
        services.AddLocalization().AddSingleton<IStringLocalizer<Texts>, IsolatedTexts>().AddSingleton<HouseLanguage>();

    /// <summary>
    /// Must run after authentication: a member's choice takes precedence over the browser's languages, and these over the house's.
    /// </summary>
    public static void UseLanguages(this WebApplication app) => app.Use(async (context, next) =>
    {
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = await ChooseAsync(context);
        await next(context);
    });

    /// <returns>The culture for numbers and dates, and the culture for texts.</returns>
    private static async ValueTask<(CultureInfo Writing, CultureInfo Speaking)> ChooseAsync(HttpContext context)
    {
        var requested = RequestedBy(context.Request);
        var code = context.User.FindFirst(Claim)?.Value is { } chosen && IsSupported(chosen)
            ? chosen
            : requested.Select(LanguageOf).FirstOrDefault(IsSupported) ?? await context.RequestServices.GetRequiredService<HouseLanguage>()
                .CodeAsync(context.RequestAborted);
        var language = All.First(language => language.Code == code);
        var country = requested.Where(tag => LanguageOf(tag) == code).Select(tag => Countries.GetValueOrDefault(tag))
            .FirstOrDefault(culture => culture is not null);
        return (country ?? CultureInfo.GetCultureInfo(language.Country), CultureInfo.GetCultureInfo(code));
    }

    /// <summary>The languages in the browser's Accept-Language header, preferred first: "de-AT", "en".</summary>
    private static List<string> RequestedBy(HttpRequest request) =>
        [.. request.GetTypedHeaders().AcceptLanguage.Where(tag => tag.Quality is not 0).OrderByDescending(tag => tag.Quality ?? 1)
            .Select(tag => tag.Value.ToString()).Take(MaxLanguages)];

    /// <summary>Norwegian without more ("no") is read as Bokmål, and so is Nynorsk ("nn"), which is closer to it than to English.</summary>
    private static string LanguageOf(string tag) => tag.Split('-')[0].ToLowerInvariant() switch
    {
        "no" or "nn" => "nb",
        var code => code,
    };
}

/// <summary>A language of the site.</summary>
/// <param name="Code">Two letters.</param>
/// <param name="Name">Its name in itself.</param>
/// <param name="Country">The culture that formats dates if the browser names no country.</param>
public sealed record SpokenLanguage(string Code, string Name, string Country);
