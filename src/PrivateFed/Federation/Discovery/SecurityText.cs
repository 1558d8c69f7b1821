using System.Globalization;
using PrivateFed.Houses;

namespace PrivateFed.Federation.Discovery;

/// <summary>
/// Where to report a vulnerability in this server (RFC 9116). Nothing in it is about the family: the contact is the domain's standard
/// address (RFC 2142) unless the operator configures another, and the languages are those of the software, not of the house.
/// </summary>
public static class SecurityText
{
    public const string Path = "/.well-known/security.txt";

    // RFC 9116 recommends less than a year. The period starts anew with every answer.
    private static readonly TimeSpan Validity = TimeSpan.FromDays(180);

    public static async Task<IResult> AnswerAsync(
        CurrentHouse currentHouse, Settings settings, TimeProvider clock, CancellationToken cancellation)
    {
        if (await currentHouse.FindAsync(cancellation) is not { } house)
        {
            return TypedResults.NotFound();
        }
        var contact = settings.SecurityContact ?? $"mailto:security@{house.Domain.Split(':')[0]}";
        var expires = (clock.GetUtcNow() + Validity).UtcDateTime.Date.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
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
