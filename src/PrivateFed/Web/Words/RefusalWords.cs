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
        DeliveryFailure.Signature => texts["Their server doesn't trust what comes from this house, or has blocked it."],
        DeliveryFailure.Gone => texts["Their server says that there is no such account."],
        DeliveryFailure.Unreadable => texts["Their software can't read what was sent."],
        DeliveryFailure.TooLarge => texts["What was sent is too large for their server."],
        DeliveryFailure.TooMuch => texts["Their server got too much at once."],
        DeliveryFailure.Unwanted => texts["Their server doesn't want what was sent."],
        DeliveryFailure.Elsewhere => texts["Their server seems to have moved to another address."],
        DeliveryFailure.ServerError => texts["Their server is in trouble."],
        DeliveryFailure.Certificate => texts["Their server can't prove that it is the right one: its certificate is not valid."],
        DeliveryFailure.NoDnsEntry => texts["The address of their server leads nowhere."],
        DeliveryFailure.PrivateAddress =>
            texts["The address of their server leads into a private network, and this house doesn't go there."],
        DeliveryFailure.NoAnswer => texts["Their server doesn't answer."],
        DeliveryFailure.InternalError => texts["This house made a mistake. Their server is not to blame."],
        _ => texts.Trouble(error),
    };

    /// <returns>Null when there is no helpful advice.</returns>
    public static string? Advice(this IStringLocalizer<Texts> texts, string? error) => DeliveryErrors.KindOf(error) switch
    {
        DeliveryFailure.Signature or DeliveryFailure.Unwanted => texts["Ask them to talk to the people who run their server."].Value,
        DeliveryFailure.Gone or DeliveryFailure.Elsewhere =>
            texts["Ask them whether they have moved. From a new account they can ask to follow again."].Value,
        DeliveryFailure.Unreadable => texts["Other posts may still arrive. Show them this one another way."].Value,
        DeliveryFailure.TooLarge => texts["A shorter post may get through."].Value,
        DeliveryFailure.TooMuch or DeliveryFailure.ServerError or DeliveryFailure.NoAnswer or DeliveryFailure.NoDnsEntry =>
            texts["Such troubles mostly pass. If it lasts for days, ask them whether their server still works."].Value,
        DeliveryFailure.Certificate => texts["The people who run that server must renew its certificate."].Value,
        DeliveryFailure.PrivateAddress => texts["The people who run that server must give it a public address."].Value,
        DeliveryFailure.InternalError => texts["An update of this house may help."].Value,
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
        "Delete" => texts["The news that a post by {0}, {1}, was deleted", work.Author, date],
        "Update" => texts["A change to a post by {0}, {1}", work.Author, date],
        _ when work.IsDeleted => texts["A post by {0}, {1}, deleted", work.Author, date],
        _ => texts["A post by {0}, {1}", work.Author, date],
    };

    private static string OfComment(IStringLocalizer<Texts> texts, string type, RefusedWork work, string date) => type switch
    {
        "Delete" => texts["The news that a comment by {0}, {1}, was deleted", work.Author, date],
        "Update" => texts["A change to a comment by {0}, {1}", work.Author, date],
        _ when work.IsDeleted => texts["A comment by {0}, {1}, deleted", work.Author, date],
        _ => texts["A comment by {0}, {1}", work.Author, date],
    };

    private static string OfOther(IStringLocalizer<Texts> texts, RefusedActivity refused) => refused.Type switch
    {
        "Accept" => texts["A yes to somebody who asked to follow"],
        "Reject" or "Block" or "Undo" => texts["A no to somebody who asked or was removed"],
        "Update" when refused.Actor is { } name => texts["A new name, picture or key of {0}", name],
        "Update" => texts["A new key of this house"],
        _ => texts["Something that isn't here any more"],
    };
}
