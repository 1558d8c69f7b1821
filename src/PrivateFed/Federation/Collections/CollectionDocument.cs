using System.Text.Json.Nodes;
using PrivateFed.Posts;
using PrivateFed.Posts.ActivityPub;

namespace PrivateFed.Federation.Collections;

/// <summary>How a collection is told to other servers. Its numbers count what the asker sees, and nothing else.</summary>
public static class CollectionDocument
{
    /// <summary>As many as Mastodon puts on a page.</summary>
    public const int PageSize = 20;

    /// <summary>A collection that is told at once: servers that look for pins or followers read no pages.</summary>
    public static JsonObject Whole(string id, IReadOnlyCollection<string> items)
    {
        var document = Start(id, "OrderedCollection");
        document["totalItems"] = items.Count;
        document["orderedItems"] = Items(items);
        return document;
    }

    /// <summary>A collection that is told in pages. Addresses of pages have no query: not every server signs one.</summary>
    public static JsonObject Paged(string id, int total) => Paged(id, "OrderedCollection", total);

    /// <summary>The same of type Collection, as replies are: GoToSocial and Mastodon look for no other.</summary>
    public static JsonObject PagedUnordered(string id, int total) => Paged(id, "Collection", total);

    /// <param name="collection">Its id.</param>
    /// <param name="from">Where the page begins; null for the first.</param>
    /// <param name="items">One more than fits when there is another page.</param>
    /// <param name="tell">What is told of one.</param>
    /// <param name="placeOf">Where one stands.</param>
    public static JsonObject Page<T>(string collection, PostPlace? from, IReadOnlyList<T> items, Func<T, JsonNode> tell, Func<T, PostPlace> placeOf) =>
        Page(collection, "OrderedCollectionPage", "orderedItems", from, items, tell, placeOf).WithContext();

    /// <summary>A page of a Collection, without context: it stands in a Note, too.</summary>
    public static JsonObject UnorderedPage<T>(string collection, PostPlace? from, IReadOnlyList<T> items, Func<T, JsonNode> tell, Func<T, PostPlace> placeOf) =>
        Page(collection, "CollectionPage", "items", from, items, tell, placeOf);

    private static JsonObject Paged(string id, string type, int total)
    {
        var document = Start(id, type);
        document["totalItems"] = total;
        document["first"] = PageOf(id, null);
        return document;
    }

    private static JsonObject Page<T>(
        string collection, string type, string named, PostPlace? from, IReadOnlyList<T> items, Func<T, JsonNode> tell, Func<T, PostPlace> placeOf)
    {
        var document = new JsonObject { ["id"] = PageOf(collection, from), ["type"] = type, ["partOf"] = collection };
        if (items.Count > PageSize)
        {
            document["next"] = PageOf(collection, placeOf(items[PageSize - 1]));
        }
        document[named] = new JsonArray([.. items.Take(PageSize).Select(tell)]);
        return document;
    }

    private static string PageOf(string collection, PostPlace? from) => from is null ? $"{collection}/page" : $"{collection}/page/{from}";

    private static JsonArray Items(IEnumerable<string> ids) => new([.. ids.Select(id => JsonValue.Create(id))]);

    private static JsonObject Start(string id, string type) => new JsonObject { ["id"] = id, ["type"] = type }.WithContext();
}
