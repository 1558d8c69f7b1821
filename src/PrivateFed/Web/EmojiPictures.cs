using System.Net;
using Microsoft.AspNetCore.Html;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Web;

/// <summary>Puts the pictures of custom emoji into what people elsewhere wrote; each server is asked for once in a request, and only where there can be one.</summary>
public sealed class EmojiPictures(HouseDb db)
{
    private readonly Dictionary<string, Dictionary<string, Guid>> _known = new(StringComparer.Ordinal);

    /// <param name="host">From which it came; null for what was written here, where there are none.</param>
    /// <param name="html">Sanitised.</param>
    public async Task<IHtmlContent> InHtmlAsync(string? host, string html) =>
        new HtmlString(host is not null && EmojiInHtml.MayBeIn(html) ? EmojiInHtml.With(html, await OfAsync(host)) : html);

    /// <param name="host">From which it came; null for what was written here.</param>
    /// <param name="text">Plain: a name, a poll's answer, the sign of a reaction.</param>
    public Task<IHtmlContent> InTextAsync(string? host, string text) => InTextAsync(host is null ? [] : [host], text);

    /// <summary>The same for names of several servers; where two have an emoji of the same name, the first's is shown.</summary>
    public async Task<IHtmlContent> InTextAsync(IEnumerable<string> hosts, string text)
    {
        if (!EmojiInHtml.MayBeIn(text))
        {
            return new HtmlContentBuilder().Append(text);
        }
        var pictures = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var host in hosts.Distinct(StringComparer.Ordinal))
        {
            foreach (var (shortcode, id) in await OfAsync(host))
            {
                pictures.TryAdd(shortcode, id);
            }
        }
        return new HtmlString(EmojiInHtml.With(WebUtility.HtmlEncode(text), pictures));
    }

    private async Task<Dictionary<string, Guid>> OfAsync(string host)
    {
        if (!_known.TryGetValue(host, out var pictures))
        {
            var found = await db.CustomEmojis.Where(emoji => emoji.Host.Name == host && emoji.HasPicture).Select(emoji => new { emoji.Shortcode, emoji.Id }).ToListAsync();
            pictures = found.GroupBy(emoji => emoji.Shortcode, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First().Id, StringComparer.Ordinal);
            _known[host] = pictures;
        }
        return pictures;
    }
}
