namespace PrivateFed.Web;

/// <summary>The name to use in a sentence: Joe for Joe Lindgren.</summary>
public static class FirstNames
{
    public static string Of(string name) =>
        name.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [{ Length: > 1 } first, ..] && !first.EndsWith('.') ? first : name;
}
