using System.Collections.Frozen;
using System.Globalization;
using Microsoft.Extensions.Localization;

namespace PrivateFed.Languages;

/// <summary>The languages of the site, and how one of them is chosen for a request.</summary>
public static class SpokenLanguages
{
    /// <summary>English comes first: it is what the source says.</summary>
    public static readonly IReadOnlyList<SpokenLanguage> All =
        [new("en", "English", "en-GB"), new("de", "Deutsch", "de-DE"), new("fr", "Français", "fr-FR"), new("es", "Español", "es-ES"), new("sv", "Svenska", "sv-SE")];

    /// <summary>In the identity of who is signed in: the language that they chose for themselves.</summary>
    public const string Claim = "language";

    /// <summary>More than any person lists in a browser.</summary>
    private const int MostAsked = 20;

    // Dates are written as in the reader's own country; only countries that the system knows, so that nobody makes it remember others.
    private static readonly FrozenDictionary<string, CultureInfo> Countries = CultureInfo.GetCultures(CultureTypes.SpecificCultures)
        .Where(culture => IsSpoken(culture.TwoLetterISOLanguageName)).DistinctBy(culture => culture.Name)
        .ToFrozenDictionary(culture => culture.Name, StringComparer.OrdinalIgnoreCase);

    public static bool IsSpoken(string? code) => All.Any(language => language.Code == code);

    public static IServiceCollection AddLanguages(this IServiceCollection services) =>
        services.AddLocalization().AddSingleton<IStringLocalizer<Texts>, IsolatedTexts>().AddSingleton<HouseLanguage>();

    /// <summary>Stands after authentication: what a member chose goes before what their browser says, and that before the house's own.</summary>
    public static void UseLanguages(this WebApplication app) => app.Use(async (context, next) =>
    {
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = await ChooseAsync(context);
        await next(context);
    });

    /// <returns>How numbers and dates are written, and what is spoken.</returns>
    private static async ValueTask<(CultureInfo Writing, CultureInfo Speaking)> ChooseAsync(HttpContext context)
    {
        var asked = AskedBy(context.Request);
        var code = context.User.FindFirst(Claim)?.Value is { } chosen && IsSpoken(chosen)
            ? chosen
            : asked.Select(LanguageOf).FirstOrDefault(IsSpoken) ?? await context.RequestServices.GetRequiredService<HouseLanguage>().CodeAsync(context.RequestAborted);
        var language = All.First(language => language.Code == code);
        var country = asked.Where(tag => LanguageOf(tag) == code).Select(tag => Countries.GetValueOrDefault(tag)).FirstOrDefault(culture => culture is not null);
        return (country ?? CultureInfo.GetCultureInfo(language.Country), CultureInfo.GetCultureInfo(code));
    }

    /// <summary>What the browser lists, the dearest first: "de-AT", "en".</summary>
    private static List<string> AskedBy(HttpRequest request) =>
        [.. request.GetTypedHeaders().AcceptLanguage.Where(tag => tag.Quality is not 0).OrderByDescending(tag => tag.Quality ?? 1)
            .Select(tag => tag.Value.ToString()).Take(MostAsked)];

    private static string LanguageOf(string tag) => tag.Split('-')[0].ToLowerInvariant();
}

/// <summary>A language of the site.</summary>
/// <param name="Code">Two letters.</param>
/// <param name="Name">What it calls itself.</param>
/// <param name="Country">The culture that writes dates where the browser names no country.</param>
public sealed record SpokenLanguage(string Code, string Name, string Country);
