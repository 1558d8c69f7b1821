using System.Collections.Concurrent;
using System.Reflection;

namespace PrivateFed.JsonLd.Entities;

/// <summary>The mapping of a record type, read once from its attributes.</summary>
internal sealed class EntityPlan
{
    private static readonly ConcurrentDictionary<Type, EntityPlan> Plans = new();
    private static readonly ConcurrentDictionary<Assembly, ILookup<string, Type>> Classes = new();

    private EntityPlan(Type type)
    {
        Type = type;
        ClassIris = [.. type.GetCustomAttributes<ClassAttribute>().Select(attribute => attribute.Iri)];
        Properties = [.. type.GetProperties()
            .Select(property => (property, attribute: property.GetCustomAttribute<PropertyAttribute>()))
            .Where(pair => pair.attribute is not null)
            .Select(pair => new PropertyPlan(pair.property, pair.attribute!))];
    }

    public Type Type { get; }

    public IReadOnlyList<string> ClassIris { get; }

    public IReadOnlyList<PropertyPlan> Properties { get; }

    public static EntityPlan Of(Type type) => Plans.GetOrAdd(type, static type => new EntityPlan(type));

    /// <summary>
    /// The mapping for reading a node as a type: the first derived record whose class the node names, or else the type itself.
    /// </summary>
    public static EntityPlan For(Type wanted, Node node)
    {
        var classes = Classes.GetOrAdd(wanted.Assembly, static assembly => assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes<ClassAttribute>().Select(attribute => (attribute.Iri, type)))
            .ToLookup(pair => pair.Iri, pair => pair.type));
        foreach (var iri in node.Types)
        {
            foreach (var type in classes[iri])
            {
                if (type.IsAssignableTo(wanted))
                {
                    return Of(type);
                }
            }
        }

        return Of(wanted);
    }

    public Entity Create(Node node)
    {
        var entity = (Entity)Activator.CreateInstance(Type)!;
        IdProperty.SetValue(entity, node.Id);
        TypesProperty.SetValue(entity, node.Types);
        foreach (var property in Properties)
        {
            if (node.Properties.TryGetValue(property.Iri, out var items) && property.Read(items) is { } value)
            {
                property.Set(entity, value);
            }
        }

        return entity;
    }

    private static PropertyInfo IdProperty { get; } = typeof(Entity).GetProperty(nameof(Entity.Id))!;

    private static PropertyInfo TypesProperty { get; } = typeof(Entity).GetProperty(nameof(Entity.Types))!;
}
