using Microsoft.Extensions.Localization;

namespace PrivateFed.Languages;

/// <summary>The languages of the site, and how one of them is chosen for a request.</summary>
public static class SpokenLanguages
{
    /// <summary>English comes first: it is spoken where nothing else was asked for.</summary>
    public static readonly IReadOnlyList<string> Codes = ["en", "de", "fr", "es", "sv"];

    public static IServiceCollection AddLanguages(this IServiceCollection services) => services.AddLocalization();

    public static void UseLanguages(this WebApplication app) => app.UseRequestLocalization(options =>
    {
        options.SetDefaultCulture(Codes[0]);
        options.AddSupportedUICultures([.. Codes]);
    });

    /// <summary>A counted thing: "one photo", "{0} photos".</summary>
    /// <param name="one">What is said of exactly one.</param>
    /// <param name="many">What is said of every other number, which is {0}.</param>
    public static LocalizedString Count(this IStringLocalizer texts, int number, string one, string many) => number == 1 ? texts[one, number] : texts[many, number];
}
