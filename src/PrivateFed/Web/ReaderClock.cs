using System.Globalization;

namespace PrivateFed.Web;

/// <summary>
/// Days and times as the reader's own clock shows them: by the time zone that their browser told in a cookie, or the server's until it has.
/// </summary>
public sealed class ReaderClock(IHttpContextAccessor http, TimeProvider clock)
{
    private static readonly string[] Cultures = ["en-GB", "en-US", "en-AU", "en-CA", "en-IE", "en-NZ", "en-ZA", "en-IN"];

    private readonly TimeZoneInfo _zone = ZoneOf(http.HttpContext?.Request) ?? clock.LocalTimeZone;
    private readonly CultureInfo _culture = CultureOf(http.HttpContext?.Request);
    private readonly DateTimeOffset _now = clock.GetUtcNow();

    public DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(Here(moment).DateTime);

    public DateOnly Today => DayOf(_now);

    /// <summary>When a day begins where the reader is.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, _zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    /// <summary>"June 2026"</summary>
    public string Month(DateOnly month) => month.ToString("MMMM yyyy", _culture);

    /// <summary>"June"</summary>
    public string MonthAlone(DateOnly month) => month.ToString("MMMM", _culture);

    /// <summary>"Today", "Yesterday", "Thursday", "Sunday 22 November 2026"</summary>
    public string Day(DateTimeOffset moment) => (DayOf(_now).DayNumber - DayOf(moment).DayNumber) switch
    {
        <= 0 => "Today",
        1 => "Yesterday",
        < 7 => Here(moment).ToString("dddd", _culture),
        _ => Here(moment).ToString("D", _culture),
    };

    /// <summary>"19:40", or "7:40 PM" where people write so.</summary>
    public string Time(DateTimeOffset moment) => Here(moment).ToString("t", _culture);

    /// <summary>"20 min", "3 h", and the day when that is longer ago.</summary>
    public string Ago(DateTimeOffset moment) => (_now - moment) switch
    {
        { TotalMinutes: < 2 } => "just now",
        { TotalMinutes: < 60 } span => $"{(int)span.TotalMinutes} min",
        { TotalHours: < 12 } span => $"{(int)span.TotalHours} h",
        _ => InSentence(moment),
    };

    /// <summary>"today", "on Thursday", "on 22 November 2026": for the middle of a sentence.</summary>
    public string InSentence(DateTimeOffset moment) => (DayOf(_now).DayNumber - DayOf(moment).DayNumber) switch
    {
        <= 0 => "today",
        1 => "yesterday",
        < 7 => "on " + Here(moment).ToString("dddd", _culture),
        _ => "on " + Date(moment),
    };

    /// <summary>"19:40", "yesterday", "Thursday", "22 November 2026": after "since".</summary>
    public string Since(DateTimeOffset moment) => (DayOf(_now).DayNumber - DayOf(moment).DayNumber) switch
    {
        <= 0 => Time(moment),
        1 => "yesterday",
        < 7 => Here(moment).ToString("dddd", _culture),
        _ => Date(moment),
    };

    /// <summary>"in a moment", "in 20 min", "at 19:40", "tomorrow at 7:40": what is still to come.</summary>
    public string Ahead(DateTimeOffset moment) => (moment - _now, DayOf(moment).DayNumber - DayOf(_now).DayNumber) switch
    {
        ({ TotalMinutes: < 2 }, _) => "in a moment",
        ({ TotalMinutes: < 60 } span, _) => $"in {(int)span.TotalMinutes} min",
        (_, 0) => $"at {Time(moment)}",
        (_, 1) => $"tomorrow at {Time(moment)}",
        _ => $"on {Date(moment)}",
    };

    /// <summary>"22 November 2026"</summary>
    public string Date(DateTimeOffset moment) => Here(moment).ToString(_culture.Name == "en-US" ? "MMMM d, yyyy" : "d MMMM yyyy", _culture);

    /// <summary>Day and time, when one looks closer.</summary>
    public string Whole(DateTimeOffset moment) => $"{Here(moment).ToString("D", _culture)}, {Time(moment)}";

    /// <summary>For the datetime attribute.</summary>
    public static string Machine(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private DateTimeOffset Here(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, _zone);

    private static TimeZoneInfo? ZoneOf(HttpRequest? request) =>
        request?.Cookies["zone"] is { Length: > 0 and < 64 } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    private static CultureInfo CultureOf(HttpRequest? request) => CultureInfo.GetCultureInfo(
        request?.GetTypedHeaders().AcceptLanguage.Select(language => Cultures.FirstOrDefault(known => language.Value.Equals(known, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(known => known is not null) ?? Cultures[0]);
}
