namespace PrivateFed.Hosting.Doctor;

internal enum Verdict
{
    Ok,
    Warning,
    Problem,
}

/// <summary>What one check found.</summary>
/// <param name="Name">Of the check.</param>
/// <param name="Verdict">A problem keeps the house from working; a warning does not, yet.</param>
/// <param name="Sentence">What is so.</param>
/// <param name="Advice">What to do; null when there is nothing to do.</param>
internal sealed record Finding(string Name, Verdict Verdict, string Sentence, string? Advice)
{
    public static Finding Ok(string name, string sentence) => new(name, Verdict.Ok, sentence, null);

    public static Finding Warning(string name, string sentence, string advice) => new(name, Verdict.Warning, sentence, advice);

    public static Finding Problem(string name, string sentence, string advice) => new(name, Verdict.Problem, sentence, advice);
}
