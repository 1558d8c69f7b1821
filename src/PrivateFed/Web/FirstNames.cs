namespace PrivateFed.Web;

/// <summary>What one calls a person in a sentence: Joe, not Joe Lindgren.</summary>
public static class FirstNames
{
    public static string Of(string name) => name.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [{ Length: > 1 } first, ..] && !first.EndsWith('.') ? first : name;
}
