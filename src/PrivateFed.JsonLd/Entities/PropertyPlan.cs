using System.Reflection;
using System.Text.Json.Nodes;

namespace PrivateFed.JsonLd.Entities;

/// <summary>Reads and writes one property of a record.</summary>
internal sealed class PropertyPlan
{
    private readonly PropertyInfo property;
    private readonly PropertyAttribute attribute;
    private readonly ValueForm form;

    public PropertyPlan(PropertyInfo property, PropertyAttribute attribute)
    {
        this.property = property;
        this.attribute = attribute;
        form = ValueForm.Of(property.PropertyType, attribute);
    }

    public string Iri => attribute.Iri;

    /// <summary>The value for the record; null if no item has the right type.</summary>
    public object? Read(List<Item> items) => form.Read(items);

    public void Set(object entity, object value) => property.SetValue(entity, value);

    /// <summary>The expanded form of the record's values; null if there are none.</summary>
    public JsonArray? Write(object entity)
    {
        if (property.GetValue(entity) is not { } value || form.Write(value) is not { Count: > 0 } items)
        {
            return null;
        }

        return attribute.Ordered ? [new JsonObject { ["@list"] = items }] : items;
    }
}
