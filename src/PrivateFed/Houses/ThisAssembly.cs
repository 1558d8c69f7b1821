namespace PrivateFed.Houses;

internal static class ThisAssembly
{
    /// <summary>major.minor.patch</summary>
    public static string Version { get; } = typeof(ThisAssembly).Assembly.GetName().Version!.ToString(3);
}
