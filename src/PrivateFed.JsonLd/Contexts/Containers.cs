using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateFed.JsonLd.Json;

namespace PrivateFed.JsonLd.Contexts;

/// <summary>A container mapping. The values are in code point order, which is the order of their names in an inverse context.</summary>
[Flags]
internal enum Containers
{
    None = 0,
    Graph = 1,
    Id = 2,
    Index = 4,
    Language = 8,
    List = 16,
    Set = 32,
    Type = 64,
}

/// <summary>Reads the entry @container of a term definition (JSON-LD 1.1 API section 4.2.2 step 19.1 and 19.2).</summary>
internal static class ContainerEntry
{
    private static readonly string[] Names = ["@graph", "@id", "@index", "@language", "@list", "@set", "@type"];

    public static Containers Read(JsonNode? value, bool is10)
    {
        if (value is null)
        {
            return Containers.None;
        }

        var found = Containers.None;
        foreach (var item in Entries.AsItems(value))
        {
            var index = Array.IndexOf(Names, Shape.Text(item));
            if (index < 0)
            {
                throw Invalid();
            }

            found |= (Containers)(1 << index);
        }

        if (!IsAllowed(found) || (is10 && !IsAllowedIn10(value, found)))
        {
            throw Invalid();
        }

        return found;
    }

    /// <summary>The concatenated names of the containers, or @none (section 4.3 step 3.2).</summary>
    public static string NameOf(Containers containers) =>
        containers == Containers.None ? "@none" : string.Concat(Names.Where((_, i) => containers.HasFlag((Containers)(1 << i))));

    private static bool IsAllowed(Containers found)
    {
        var withoutSet = found & ~Containers.Set;
        return withoutSet is Containers.None or Containers.Graph or Containers.Id or Containers.Index or Containers.Language
                or Containers.Type
                or (Containers.Graph | Containers.Id) or (Containers.Graph | Containers.Index)
            || found == Containers.List;
    }

    private static bool IsAllowedIn10(JsonNode value, Containers found) =>
        value.GetValueKind() == JsonValueKind.String && found is not (Containers.Graph or Containers.Id or Containers.Type);

    private static JsonLdException Invalid() =>
        new(JsonLdErrorCode.InvalidContainerMapping, "A term has an invalid container or combination of containers.");
}
