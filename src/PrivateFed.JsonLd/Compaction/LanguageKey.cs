using System.Text.Json.Nodes;
using PrivateFed.JsonLd.Contexts;
using PrivateFed.JsonLd.Json;

namespace PrivateFed.JsonLd.Compaction;

/// <summary>Keys of languages and directions in an inverse context (JSON-LD 1.1 API section 4.3).</summary>
internal sealed partial class CompactionRun
{
    /// <summary>The key of a value's language and direction; null if it has neither.</summary>
    private static string? LanguageAndDirection(JsonObject map)
    {
        var language = Shape.Text(map["@language"])?.ToLowerInvariant();
        return Shape.Text(map["@direction"]) is { } direction ? $"{language}_{direction}".ToLowerInvariant() : language;
    }

    private static string DefaultLanguage(ActiveContext active) =>
        active.Direction is not null ? $"{active.Language}_{active.Direction}".ToLowerInvariant()
        : active.Language?.ToLowerInvariant() ?? "@none";
}
