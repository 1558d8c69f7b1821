using System.Globalization;

namespace PrivateFed.Languages;

/// <summary>
/// Chooses among the forms of a translation, which a bar separates, by the first argument. A language that inflects more than English does
/// needs them: Polish counts "2 zdjęcia" and "5 zdjęć", and Portuguese says "na segunda-feira" and "no domingo".
/// </summary>
internal static class GrammaticalForm
{
    private const char Separator = '|';
    private const int DaysOfTheWeek = 7;

    /// <param name="translation">One form; two, for few and for many; or seven, for the days from Sunday to Saturday.</param>
    /// <param name="arguments">Of the sentence. The first one decides: a number, or a day.</param>
    /// <exception cref="InvalidOperationException">The forms do not match the first argument, so the translation is wrong.</exception>
    public static string Choose(string translation, object[] arguments)
    {
        if (!translation.Contains(Separator))
        {
            return translation;
        }
        return (translation.Split(Separator), arguments) switch
        {
            ([var few, var many], [var number, ..]) => IsFew(Convert.ToInt64(number, CultureInfo.InvariantCulture)) ? few : many,
            ({ Length: DaysOfTheWeek } days, [DateTimeOffset day, ..]) => days[(int)day.DayOfWeek],
            _ => throw new InvalidOperationException($"No form fits: {translation}"),
        };
    }

    /// <summary>CLDR's cardinal category "few" of Polish: 2, 3, 4, 22, 23, 24, but not 12, 13, 14. One has a sentence of its own.</summary>
    private static bool IsFew(long number) => Math.Abs(number % 10) is >= 2 and <= 4 && Math.Abs(number % 100) is not (>= 12 and <= 14);
}
