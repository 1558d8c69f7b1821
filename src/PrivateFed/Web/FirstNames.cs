namespace PrivateFed.Web;

/// <summary>
/// The name to use in a sentence: Joe for Joe Lindgren. Only what looks like a person's name is cut: two to four words that begin with a
/// capital letter, without digits. "good deals 4 you" stays whole.
/// </summary>
public static class FirstNames
{
    private const int MostWords = 4;

    /// <summary>Small words within a surname: Jan de Vries, Ana dos Santos, Anna von der Heide.</summary>
    private const int LongestParticle = 3;

    public static string Of(string name) =>
        name.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [{ Length: > 1 } first, .. var between, var last] words
        && words.Length <= MostWords && !first.EndsWith('.') && !name.Any(char.IsDigit)
        && IsCapitalised(first) && IsCapitalised(last) && between.All(word => IsCapitalised(word) || IsParticle(word))
            ? first : name;

    /// <summary>Scripts without capitals, such as Hebrew and Arabic, have only letters.</summary>
    private static bool IsCapitalised(string word) => char.IsLetter(word[0]) && !char.IsLower(word[0]);

    private static bool IsParticle(string word) => word.Length <= LongestParticle && word.All(char.IsLower);
}
