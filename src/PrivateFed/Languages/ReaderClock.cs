using System.Globalization;
using Microsoft.Extensions.Localization;

namespace PrivateFed.Languages;

/// <summary>
/// Formats days and times for the reader: in the time zone that their browser sent in a cookie, or the server's until then, in the page's
/// language and their country's format. Placeholders in the sentences show what they hold: {0:t} a time, {0:dddd} a day of the week, {0:D}
/// a date as <see cref="Date(DateTimeOffset)"/> writes it.
/// </summary>
public sealed class ReaderClock(IHttpContextAccessor http, TimeProvider clock, IStringLocalizer<Texts> texts)
{
    private const int FirstHourOfNight = 20;
    private const int FirstHourOfMorning = 4;

    private static readonly DateTime FirstDay = DateTime.MinValue.AddDays(2);
    private static readonly DateTime LastDay = DateTime.MaxValue.AddDays(-2);

    private readonly TimeZoneInfo _zone = ZoneOf(http.HttpContext?.Request) ?? clock.LocalTimeZone;
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;
    private readonly DateTimeOffset _now = clock.GetUtcNow();

    public DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(InZone(moment).DateTime);

    public DateOnly Today => DayOf(_now);

    /// <summary>The same moment, as the reader's clock shows it.</summary>
    public DateTimeOffset InZone(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, _zone);

    /// <summary>The moment at which a day begins for the reader.</summary>
    public DateTimeOffset StartOf(DateOnly day) => MomentOf(day.ToDateTime(TimeOnly.MinValue));

    /// <summary>The moment at which the reader's clock shows this time. A time that their clock skips in spring is an hour later.</summary>
    /// <param name="shown">Clamped to the years that every time zone can represent.</param>
    public DateTimeOffset MomentOf(DateTime shown)
    {
        var clamped = DateTime.SpecifyKind(new DateTime(Math.Clamp(shown.Ticks, FirstDay.Ticks, LastDay.Ticks)), DateTimeKind.Unspecified);
        return new DateTimeOffset(clamped, _zone.GetUtcOffset(clamped)).ToUniversalTime();
    }

    /// <summary>The reader's time zone, such as "Europe/Stockholm", shown where a time is asked for.</summary>
    public string Place => _zone.Id;

    /// <summary>"June 2026", as a heading or on a button.</summary>
    public string Month(DateOnly month) => AsHeading(month.ToString("Y", _culture));

    /// <summary>"June", as a heading or on a button.</summary>
    public string MonthAlone(DateOnly month) => AsHeading(month.ToString("MMMM", _culture));

    /// <summary>"June", and the year where it is not this one: a heading.</summary>
    public string NearMonth(DateOnly month) => month.Year == Today.Year ? MonthAlone(month) : Month(month);

    /// <summary>"February – October 2026", "June 2026": for the middle of a sentence.</summary>
    public string Months(DateOnly from, DateOnly until) => (from.Year, from.Month) == (until.Year, until.Month)
        ? until.ToString("Y", _culture)
        : $"{from.ToString(from.Year == until.Year ? "MMMM" : "Y", _culture)} – {until.ToString("Y", _culture)}";

    /// <summary>Whether it is late in the evening or before the morning for the reader.</summary>
    public bool IsNight => InZone(_now).Hour is >= FirstHourOfNight or < FirstHourOfMorning;

    /// <summary>"Today", "Yesterday", "Thursday", "Sunday 22 November 2026": a heading.</summary>
    public string Day(DateTimeOffset moment) => (DayOf(_now).DayNumber - DayOf(moment).DayNumber) switch
    {
        <= 0 => AsHeading(texts["today"]),
        1 => AsHeading(texts["yesterday"]),
        < 7 => AsHeading(InZone(moment).ToString("dddd", _culture)),
        _ => AsHeading(InZone(moment).ToString("D", _culture)),
    };

    /// <summary>"19:40", or "7:40 PM" where people write it so.</summary>
    public string Time(DateTimeOffset moment) => InZone(moment).ToString("t", _culture);

    /// <summary>"20 min", "3 h", or the day if that is longer ago.</summary>
    public string Ago(DateTimeOffset moment) => (_now - moment) switch
    {
        { TotalMinutes: < 2 } => texts["just now"],
        { TotalMinutes: < 60 } span => texts["{0} min ago", (int)span.TotalMinutes],
        { TotalHours: < 12 } span => texts["{0} h ago", (int)span.TotalHours],
        _ => InSentence(moment),
    };

    /// <summary>"today", "on Thursday", "on 22 November 2026": for the middle of a sentence.</summary>
    public string InSentence(DateTimeOffset moment) => (DayOf(_now).DayNumber - DayOf(moment).DayNumber) switch
    {
        <= 0 => texts["today"],
        1 => texts["yesterday"],
        < 7 => texts["on {0:dddd}", InZone(moment)],
        _ => texts["on {0:D}", Date(moment)],
    };

    /// <summary>"since 19:40", "since yesterday", "since Thursday", "since 22 November 2026"</summary>
    public string EverSince(DateTimeOffset moment) => (DayOf(_now).DayNumber - DayOf(moment).DayNumber) switch
    {
        <= 0 => texts["since {0:t}", InZone(moment)],
        1 => texts["since yesterday"],
        < 7 => texts["since {0:dddd}", InZone(moment)],
        _ => texts["since {0:D}", Date(moment)],
    };

    /// <summary>"in a moment", "in 20 min", "at 19:40", "tomorrow at 7:40": for a moment in the future.</summary>
    public string Ahead(DateTimeOffset moment) => (moment - _now, DayOf(moment).DayNumber - DayOf(_now).DayNumber) switch
    {
        ({ TotalMinutes: < 2 }, _) => texts["in a moment"],
        ({ TotalMinutes: < 60 } span, _) => texts["in {0} min", (int)span.TotalMinutes],
        (_, 0) => texts["at {0:t}", InZone(moment)],
        (_, 1) => texts["tomorrow at {0:t}", InZone(moment)],
        _ => texts["on {0:D}", Date(moment)],
    };

    /// <summary>"today at 19:40", "on 22 November 2026 at 19:40": the exact future time, for the middle of a sentence.</summary>
    public string UpcomingDateAndTime(DateTimeOffset moment) => (DayOf(moment).DayNumber - DayOf(_now).DayNumber) switch
    {
        <= 0 => texts["today at {0:t}", InZone(moment)],
        1 => texts["tomorrow at {0:t}", InZone(moment)],
        _ => texts["on {0:D} at {1:t}", Date(moment), InZone(moment)],
    };

    /// <summary>"22 November 2026"</summary>
    public string Date(DateTimeOffset moment) => InZone(moment).ToString(DatePattern(_culture), _culture);

    /// <summary>"22 November", and the year where it is not this one.</summary>
    public string NearDate(DateTimeOffset moment) =>
        InZone(moment).Year == InZone(_now).Year ? InZone(moment).ToString("M", _culture) : Date(moment);

    /// <summary>"22 November", and the year where it is not this one: a date that is the same for every reader.</summary>
    public string NearDate(DateOnly day) => day.Year == Today.Year ? day.ToString("M", _culture) : Date(day);

    /// <summary>"22 November 2026": a date that is the same for every reader.</summary>
    public string Date(DateOnly day) => day.ToString(DatePattern(_culture), _culture);

    /// <summary>"Sunday 22 November 2026", as a heading.</summary>
    public string Day(DateOnly day) => AsHeading(day.ToString("D", _culture));

    /// <summary>Full day and time, for details: the whole as the language says it, "fredag 29 november 2024 kl. 18:00".</summary>
    public string DateAndTime(DateTimeOffset moment) => texts["{0:D}, {1:t}", InZone(moment).ToString("D", _culture), InZone(moment)];

    /// <summary>For the datetime attribute.</summary>
    public static string Machine(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    public static string Machine(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>For a form field with a time by the reader's own clock.</summary>
    public string Field(DateTimeOffset moment) => InZone(moment).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);

    private static TimeZoneInfo? ZoneOf(HttpRequest? request) =>
        request?.Cookies["zone"] is { Length: > 0 and < 64 } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone
            : null;

    /// <summary>The country's long date pattern without the day of the week, which it begins with: "dddd, d. MMMM yyyy".</summary>
    private static string DatePattern(CultureInfo culture) =>
        culture.DateTimeFormat.LongDatePattern.Replace("dddd", "", StringComparison.Ordinal)
        .Replace("'den'", "", StringComparison.Ordinal).Trim(' ', ',');

    // French, Spanish and Swedish write days and months in lower case within a sentence, but not at its beginning.
    private string AsHeading(string date) => _culture.TextInfo.ToUpper(date[..1]) + date[1..];
}
