namespace PrivateFed.Web;

/// <summary>A small photo that leads to the large one.</summary>
/// <param name="Href">Address of the photo's own page; null where nothing leads anywhere, in a preview.</param>
/// <param name="Of">How many photos there are.</param>
/// <param name="IsEager">Whether it is among the first things that the page shows.</param>
/// <param name="More">How many photos stand behind it and are not shown.</param>
public sealed record PhotoLink(PhotoTile Tile, string? Href, int Of, bool IsEager, int More = 0);
