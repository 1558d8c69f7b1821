using System.Text.Json.Nodes;
using PrivateFed.Storage;

namespace PrivateFed.Federation.Delivery;

/// <summary>Where an activity goes: one inbox of one server.</summary>
public sealed record Recipient(Guid HostId, string Inbox);

/// <summary>Writes down that an activity is owed to inboxes.</summary>
public static class Outbox
{
    /// <summary>Adds the rows; the caller saves them in one transaction with what the activity announces.</summary>
    public static void Enqueue(HouseDb db, Activity activity, IEnumerable<Recipient> recipients, bool urgent = false)
    {
        db.Activities.Add(activity);
        foreach (var recipient in recipients.Distinct())
        {
            activity.Deliveries.Add(new Delivery
            {
                HostId = recipient.HostId,
                Inbox = recipient.Inbox,
                Urgent = urgent,
                CreatedAt = activity.CreatedAt,
            });
        }
    }

    public static string Serialize(this JsonObject document) => document.ToJsonString(Documents.WireJson.Options);
}
