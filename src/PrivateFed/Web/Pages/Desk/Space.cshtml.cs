using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using PrivateFed.Languages;
using PrivateFed.Media.Room;
using PrivateFed.Storage;
using PrivateFed.Web.Words;

namespace PrivateFed.Web.Pages.Desk;

/// <summary>The room that the house takes, by kind and by year, and what is left.</summary>
public sealed class SpacePage(HouseDb db, MeasureRoom measure, IStringLocalizer<Texts> texts) : PageModel
{
    public RoomUsed Room { get; private set; } = null!;

    /// <summary>Largest first.</summary>
    public IEnumerable<(RoomKind Kind, long Bytes)> Kinds => Room.Years.GroupBy(year => year.Kind)
        .Select(kind => (kind.Key, kind.Sum(year => year.Bytes))).Append((RoomKind.Other, Room.Other))
        .OrderByDescending(kind => kind.Item2);

    /// <summary>Newest first.</summary>
    public IEnumerable<IGrouping<int, RoomOfYear>> Years => Room.Years.GroupBy(year => year.Year).OrderByDescending(year => year.Key);

    public async Task OnGetAsync(CancellationToken cancellation) => Room = await measure.NowAsync(db, cancellation);

    public string NameOf(RoomKind kind) => kind switch
    {
        RoomKind.Photos => texts["Photos"],
        RoomKind.Films => texts["Films"],
        RoomKind.VoiceMessages => texts["Voice messages"],
        _ => texts["Everything else"],
    };

    /// <summary>"Photos: 2.1 GB, Films: 8.4 GB"</summary>
    public string KindsOf(IEnumerable<RoomOfYear> year) => string.Join(" · ",
        year.OrderBy(part => part.Kind).Select(part => $"{NameOf(part.Kind)}: {texts.Size(part.Bytes)}"));
}
