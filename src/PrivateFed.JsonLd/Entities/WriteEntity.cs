using System.Text.Json.Nodes;

namespace PrivateFed.JsonLd.Entities;

/// <summary>Writes a record as a node object in expanded form.</summary>
internal static class WriteEntity
{
    public static JsonObject Write(Entity entity)
    {
        var plan = EntityPlan.Of(entity.GetType());
        var result = new JsonObject();
        if (entity.Id is not null)
        {
            result["@id"] = entity.Id;
        }

        var types = entity.Types.Count > 0 ? entity.Types : [.. plan.ClassIris.Take(1)];
        if (types.Count > 0)
        {
            result["@type"] = new JsonArray([.. types.Select(type => (JsonNode)type)]);
        }

        foreach (var property in plan.Properties)
        {
            if (property.Write(entity) is { } values)
            {
                result[property.Iri] = values;
            }
        }

        return result;
    }
}
