using Microsoft.Extensions.Localization;
using PrivateFed.Federation.Deliveries;
using PrivateFed.Languages;

namespace PrivateFed.Web.Words;

/// <summary>Explains what a server refused, why, in plain words, and what can be done.</summary>
public static class RefusalWords
{
    /// <summary>The reason in plain words; the recorded error itself when it is of no known kind.</summary>
    public static string Plainly(this IStringLocalizer<Texts> texts, string? error) => DeliveryErrors.KindOf(error) switch
    {
        DeliveryFailure.Signature => texts["Their server doesn't trust what comes from here, or has blocked this site."],
        DeliveryFailure.Gone => texts["Their server says there's no such account."],
        DeliveryFailure.Unreadable => texts["Their software can't read what was sent."],
        DeliveryFailure.TooLarge => texts["What was sent is too large for their server."],
        DeliveryFailure.TooMuch => texts["Their server was sent too much at once."],
        DeliveryFailure.Unwanted => texts["Their server didn't want what was sent."],
        DeliveryFailure.Elsewhere => texts["Their server seems to have moved to another address."],
        DeliveryFailure.ServerError => texts["Their server is having trouble."],
        DeliveryFailure.Certificate => texts["Their server can't prove it's the right one: its certificate isn't valid."],
        DeliveryFailure.NoDnsEntry => texts["Their server's address can't be found."],
        DeliveryFailure.PrivateAddress =>
            texts["Their server's address is in a private network, so nothing is sent there."],
        DeliveryFailure.NoAnswer => texts["Their server doesn't answer."],
        DeliveryFailure.InternalError => texts["The mistake was on our side. Their server isn't to blame."],
        _ => texts.Trouble(error),
    };

    /// <returns>Null when there is no helpful advice.</returns>
    public static string? Advice(this IStringLocalizer<Texts> texts, string? error) => DeliveryErrors.KindOf(error) switch
    {
        DeliveryFailure.Signature or DeliveryFailure.Unwanted => texts["Ask them to contact the people who run their server."].Value,
        DeliveryFailure.Gone or DeliveryFailure.Elsewhere =>
            texts["Ask them if they've moved. They can ask to follow again from a new account."].Value,
        DeliveryFailure.Unreadable => texts["Other posts may still get through. Show them this one some other way."].Value,
        DeliveryFailure.TooLarge => texts["A shorter post may get through."].Value,
        DeliveryFailure.TooMuch or DeliveryFailure.ServerError or DeliveryFailure.NoAnswer or DeliveryFailure.NoDnsEntry =>
            texts["Problems like this usually pass. If it lasts for days, ask them if their server is still working."].Value,
        DeliveryFailure.Certificate => texts["The people who run that server need to renew its certificate."].Value,
        DeliveryFailure.PrivateAddress => texts["The people who run that server need to give it a public address."].Value,
        DeliveryFailure.InternalError => texts["Updating PrivateFed may help."].Value,
        _ => null,
    };

    /// <summary>"A post by Mara, 22 November 2026"</summary>
    public static string Named(this IStringLocalizer<Texts> texts, RefusedActivity refused, ReaderClock clock) =>
        (refused.Work, refused.CommentId) switch
        {
            ({ } work, null) => OfPost(texts, refused.Type, work, clock.Date(work.PublishedAt)),
            ({ } work, _) => OfComment(texts, refused.Type, work, clock.Date(work.PublishedAt)),
            _ => OfOther(texts, refused),
        };

    private static string OfPost(IStringLocalizer<Texts> texts, string type, RefusedWork work, string date) => type switch
    {
        "Delete" => texts["The deletion of a post by {0}, {1}", work.Author, date],
        "Update" => texts["An edit to a post by {0}, {1}", work.Author, date],
        _ when work.IsDeleted => texts["A post by {0}, {1}, since deleted", work.Author, date],
        _ => texts["A post by {0}, {1}", work.Author, date],
    };

    private static string OfComment(IStringLocalizer<Texts> texts, string type, RefusedWork work, string date) => type switch
    {
        "Delete" => texts["The deletion of a comment by {0}, {1}", work.Author, date],
        "Update" => texts["An edit to a comment by {0}, {1}", work.Author, date],
        _ when work.IsDeleted => texts["A comment by {0}, {1}, since deleted", work.Author, date],
        _ => texts["A comment by {0}, {1}", work.Author, date],
    };

    private static string OfOther(IStringLocalizer<Texts> texts, RefusedActivity refused) => refused.Type switch
    {
        "Accept" => texts["A yes to somebody who asked to follow"],
        "Reject" or "Block" or "Undo" => texts["A no to somebody who asked to follow, or who was removed"],
        "Update" when refused.Actor is { } name => texts["A new name, picture or key for {0}", name],
        "Update" => texts["A new key for this site"],
        _ => texts["Something that's no longer here"],
    };
}
