namespace PrivateFed.Hosting.Doctor;

internal enum Verdict
{
    Ok,
    Warning,
    Problem,
}

/// <summary>The result of one check.</summary>
/// <param name="Name">Name of the check.</param>
/// <param name="Verdict">A problem keeps the house from working; a warning does not, yet.</param>
/// <param name="Sentence">What was found.</param>
/// <param name="Advice">What to do; null when there is nothing to do.</param>
internal sealed record Finding(string Name, Verdict Verdict, string Sentence, string? Advice)
{
    public static Finding Ok(string name, string sentence) => new(name, Verdict.Ok, sentence, null);

    public static Finding Warning(string name, string sentence, string advice) => new(name, Verdict.Warning, sentence, advice);

    public static Finding Problem(string name, string sentence, string advice) => new(name, Verdict.Problem, sentence, advice);
}
