using System.Reflection;
using System.Text.Json.Nodes;

namespace PrivateFed.JsonLd.Entities;

/// <summary>Reads and writes one property of a record.</summary>
internal sealed class PropertyPlan
{
    private readonly PropertyInfo _property;
    private readonly PropertyAttribute _attribute;
    private readonly ValueForm _form;

    public PropertyPlan(PropertyInfo _property, PropertyAttribute _attribute)
    {
        this._property = _property;
        this._attribute = _attribute;
        _form = ValueForm.Of(_property.PropertyType, _attribute);
    }

    public string Iri => _attribute.Iri;

    /// <summary>The value for the record; null if no item has the right type.</summary>
    public object? Read(List<Item> items) => _form.Read(items);

    public void Set(object entity, object value) => _property.SetValue(entity, value);

    /// <summary>The expanded form of the record's values; null if there are none.</summary>
    public JsonArray? Write(object entity)
    {
        if (_property.GetValue(entity) is not { } value || _form.Write(value) is not { Count: > 0 } items)
        {
            return null;
        }

        return _attribute.Ordered ? [new JsonObject { ["@list"] = items }] : items;
    }
}
