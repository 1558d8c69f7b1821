using System.Text.Json.Nodes;
using PrivateFed.Posts;
using PrivateFed.Posts.ActivityPub;

namespace PrivateFed.Federation.Collections;

/// <summary>Builds collections for other servers. Totals count only what the requester may see.</summary>
public static class CollectionDocument
{
    /// <summary>The same as Mastodon's.</summary>
    public const int PageSize = 20;

    /// <summary>A collection without pages, since servers that look for pinned posts or followers do not read pages.</summary>
    public static JsonObject Whole(string id, IReadOnlyCollection<string> items)
    {
        var document = Start(id, "OrderedCollection");
        document["totalItems"] = items.Count;
        document["orderedItems"] = Items(items);
        return document;
    }

    /// <summary>A collection with pages. A page's address has no query, because not every server signs the query.</summary>
    public static JsonObject Paged(string id, int total) => Paged(id, "OrderedCollection", total);

    /// <summary>The same with type Collection, for replies: GoToSocial and Mastodon accept no other.</summary>
    public static JsonObject PagedUnordered(string id, int total) => Paged(id, "Collection", total);

    /// <param name="collection">The collection's id.</param>
    /// <param name="from">Where the page begins; null for the first page.</param>
    /// <param name="items">With one more than <see cref="PageSize"/> if there is another page.</param>
    /// <param name="toJson">Converts an item.</param>
    /// <param name="placeOf">Returns an item's position.</param>
    public static JsonObject Page<T>(
        string collection, PostPlace? from, IReadOnlyList<T> items, Func<T, JsonNode> toJson, Func<T, PostPlace> placeOf) =>
        Page(collection, "OrderedCollectionPage", "orderedItems", from, items, toJson, placeOf).WithContext();

    /// <summary>A page of a Collection. Without context, since it is embedded in a Note as well.</summary>
    public static JsonObject UnorderedPage<T>(
        string collection, PostPlace? from, IReadOnlyList<T> items, Func<T, JsonNode> toJson, Func<T, PostPlace> placeOf) =>
        Page(collection, "CollectionPage", "items", from, items, toJson, placeOf);

    private static JsonObject Paged(string id, string type, int total)
    {
        var document = Start(id, type);
        document["totalItems"] = total;
        document["first"] = PageOf(id, null);
        return document;
    }

    private static JsonObject Page<T>(
        string collection, string type, string itemsName, PostPlace? from,
        IReadOnlyList<T> items, Func<T, JsonNode> toJson, Func<T, PostPlace> placeOf)
    {
        var document = new JsonObject { ["id"] = PageOf(collection, from), ["type"] = type, ["partOf"] = collection };
        if (items.Count > PageSize)
        {
            document["next"] = PageOf(collection, placeOf(items[PageSize - 1]));
        }
        document[itemsName] = new JsonArray([.. items.Take(PageSize).Select(toJson)]);
        return document;
    }

    private static string PageOf(string collection, PostPlace? from) => from is null ? $"{collection}/page" : $"{collection}/page/{from}";

    private static JsonArray Items(IEnumerable<string> ids) => new([.. ids.Select(id => JsonValue.Create(id))]);

    private static JsonObject Start(string id, string type) => new JsonObject { ["id"] = id, ["type"] = type }.WithContext();
}
