namespace PrivateFed.Media.Storing;

/// <summary>The bucket cannot be reached, or refuses. Later it may be different: nothing is wrong with the file.</summary>
public sealed class MediaUnavailableException : IOException
{
    /// <summary>What somebody is told whose upload cannot be kept.</summary>
    public static readonly Refusal Refusal = new("Pictures can't be saved right now. Please try again a little later; nothing is lost.")
    {
        IsTransient = true,
    };

    public MediaUnavailableException()
    {
    }

    public MediaUnavailableException(string message)
        : base(message)
    {
    }

    public MediaUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
