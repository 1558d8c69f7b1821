using System.Text.Json.Nodes;

namespace PrivateFed.JsonLd.Entities;

/// <summary>The value forms of <see cref="Reference{T}"/>, single and in lists.</summary>
internal static class References
{
    /// <summary>The value form of a reference type; null if the type is not one.</summary>
    public static ValueForm? Form(Type type)
    {
        var isList = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);
        var reference = isList ? type.GetGenericArguments()[0] : type;
        return reference.IsGenericType && reference.GetGenericTypeDefinition() == typeof(Reference<>)
            ? (ValueForm)typeof(References).GetMethod(isList ? nameof(ListForm) : nameof(SingleForm))!
                .MakeGenericMethod(reference.GetGenericArguments()).Invoke(null, null)!
            : null;
    }

    public static ValueForm ListForm<T>()
        where T : Entity =>
        new(Read<T>, value => [.. ((IReadOnlyList<Reference<T>>)value).Select(Write)]);

    public static ValueForm SingleForm<T>()
        where T : Entity =>
        new(items => Read<T>(items)?[0], value => [Write((Reference<T>)value)]);

    private static List<Reference<T>>? Read<T>(List<Item> items)
        where T : Entity
    {
        List<Reference<T>>? result = null;
        foreach (var item in items)
        {
            if (item.Node is { } node && !(node.IsBare && node.Id is null))
            {
                (result ??= []).Add(new Reference<T>(node.Id, node.IsBare ? null : (T)EntityPlan.For(typeof(T), node).Create(node)));
            }
        }

        return result;
    }

    private static JsonNode Write<T>(Reference<T> reference)
        where T : Entity =>
        reference.Embedded is { } embedded ? WriteEntity.Write(embedded) : new JsonObject { ["@id"] = reference.Id };
}
