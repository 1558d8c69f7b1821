using System.Text.Json;
using Xunit;

namespace PrivateFed.FederationTests;

/// <summary>What Joe's server has got hold of, and what it must not get hold of.</summary>
internal static class Seen
{
    /// <summary>The texts of a property, whether a list of them was sent, only one, or none.</summary>
    public static string[] Strings(this JsonElement element, string property) => !element.TryGetProperty(property, out var value) ? []
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(one => one.GetString()!)]
        : [value.GetString()!];

    /// <summary>The first attachment, whether a list of them was sent or only one.</summary>
    public static JsonElement Attachment(this Received create)
    {
        var attachment = create.About.GetProperty("attachment");
        return attachment.ValueKind == JsonValueKind.Array ? attachment[0] : attachment;
    }

    /// <summary>The link of the first attachment.</summary>
    public static string Photo(this Received create) => create.Attachment().GetProperty("url").GetString()!;

    /// <summary>"Is not for you" and "is not there" are the same answer.</summary>
    public static async Task MustLookLikeNothing(this Neighbourhood street, string url, string? signedAs, string? spec = null)
    {
        var answer = await street.Joes.Fetch(url, signedAs, spec);
        var nothing = await street.Joes.Fetch($"{url}0", signedAs, spec);
        Assert.Equal(404, answer.Status);
        Assert.Equal(404, nothing.Status);
        Assert.Equal(nothing.Body, answer.Body);
    }

    public static async Task MustBeHiddenFromJoe(this Neighbourhood street, string post, string photo)
    {
        await street.MustLookLikeNothing(post, signedAs: "joe");
        await street.MustLookLikeNothing(post, signedAs: "instance");
        Assert.Equal(404, (await street.Joes.Download(photo)).Status);
    }
}
