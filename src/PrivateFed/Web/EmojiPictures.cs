using System.Net;
using Microsoft.AspNetCore.Html;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Storage;

namespace PrivateFed.Web;

/// <summary>
/// Inserts the pictures of custom emoji into text from other servers. The emoji of a server are loaded once per request, and only for text
/// that may contain one.
/// </summary>
public sealed class EmojiPictures(HouseDb db)
{
    private readonly Dictionary<string, Dictionary<string, Guid>> _loaded = new(StringComparer.Ordinal);

    /// <param name="host">The server that it came from; null for text written here, which has no custom emoji.</param>
    /// <param name="html">Sanitised.</param>
    public async Task<IHtmlContent> InHtmlAsync(string? host, string html) =>
        new HtmlString(host is not null && EmojiInHtml.MayBeIn(html) ? EmojiInHtml.With(html, await LoadEmojiAsync(host)) : html);

    /// <param name="host">The server that it came from; null for text written here.</param>
    /// <param name="text">Plain text: a name, a poll's answer, the emoji of a reaction.</param>
    public Task<IHtmlContent> InTextAsync(string? host, string text) => InTextAsync(host is null ? [] : [host], text);

    /// <summary>
    /// The same for people on several servers; when two servers have an emoji of the same name, the first one's is shown.
    /// </summary>
    public async Task<IHtmlContent> InTextAsync(IEnumerable<string> hosts, string text)
    {
        if (!EmojiInHtml.MayBeIn(text))
        {
            return new HtmlContentBuilder().Append(text);
        }
        var pictures = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var host in hosts.Distinct(StringComparer.Ordinal))
        {
            foreach (var (shortcode, id) in await LoadEmojiAsync(host))
            {
                pictures.TryAdd(shortcode, id);
            }
        }
        return new HtmlString(EmojiInHtml.With(WebUtility.HtmlEncode(text), pictures));
    }

    private async Task<Dictionary<string, Guid>> LoadEmojiAsync(string host)
    {
        if (!_loaded.TryGetValue(host, out var pictures))
        {
            var found = await db.CustomEmojis.Where(emoji => emoji.Host.Name == host && emoji.HasPicture)
                .Select(emoji => new { emoji.Shortcode, emoji.Id }).ToListAsync();
            pictures = found.GroupBy(emoji => emoji.Shortcode, StringComparer.Ordinal)
                .ToDictionary(same => same.Key, same => same.First().Id, StringComparer.Ordinal);
            _loaded[host] = pictures;
        }
        return pictures;
    }
}
