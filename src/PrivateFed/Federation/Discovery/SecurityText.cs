using System.Globalization;
using PrivateFed.Operations;

namespace PrivateFed.Federation.Discovery;

/// <summary>
/// Whom to tell of a hole in this server (RFC 9116). Nothing in it is about the family: the address is the domain's usual one (RFC 2142)
/// unless the operator names another, and the languages are those that the software speaks, not those of the house.
/// </summary>
public static class SecurityText
{
    public const string Path = "/.well-known/security.txt";

    // RFC 9116 wants less than a year; every answer begins a new one.
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(180);

    public static async Task<IResult> AnswerAsync(CurrentHouse currentHouse, Settings settings, TimeProvider clock, CancellationToken cancellation)
    {
        if (await currentHouse.FindAsync(cancellation) is not { } house)
        {
            return TypedResults.NotFound();
        }
        var contact = settings.SecurityContact ?? $"mailto:security@{house.Domain.Split(':')[0]}";
        var expires = (clock.GetUtcNow() + Lasts).UtcDateTime.Date.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return TypedResults.Text(
            $"""
            Contact: {contact}
            Expires: {expires}
            Preferred-Languages: en, de, es, fr, sv
            Canonical: {currentHouse.Addresses.Root}{Path[1..]}

            """,
            "text/plain; charset=utf-8");
    }
}
