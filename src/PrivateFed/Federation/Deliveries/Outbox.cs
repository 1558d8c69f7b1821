using System.Text.Json.Nodes;
using PrivateFed.Storage;

namespace PrivateFed.Federation.Deliveries;

/// <summary>The destination of an activity: one inbox of one host.</summary>
public sealed record Recipient(Guid HostId, string Inbox);

/// <summary>Transactional outbox: writes an activity and its deliveries.</summary>
public static class Outbox
{
    /// <summary>Adds the rows; the caller saves them in the same transaction as what the activity announces.</summary>
    public static void Stage(HouseDb db, Activity activity, IEnumerable<Recipient> recipients, bool urgent = false)
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
