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
        TroubleKind.Signature => texts["Their server doesn't trust what comes from this house, or has blocked it."],
        TroubleKind.Gone => texts["Their server says that there is no such account."],
        TroubleKind.Unreadable => texts["Their software can't read what was sent."],
        TroubleKind.TooLarge => texts["What was sent is too large for their server."],
        TroubleKind.TooMuch => texts["Their server got too much at once."],
        TroubleKind.Unwanted => texts["Their server doesn't want what was sent."],
        TroubleKind.Elsewhere => texts["Their server seems to have moved to another address."],
        TroubleKind.Broken => texts["Their server is in trouble."],
        TroubleKind.Certificate => texts["Their server can't prove that it is the right one: its certificate is not valid."],
        TroubleKind.Nameless => texts["The address of their server leads nowhere."],
        TroubleKind.Inside => texts["The address of their server leads into a private network, and this house doesn't go there."],
        TroubleKind.Silent => texts["Their server doesn't answer."],
        TroubleKind.Ours => texts["This house made a mistake. Their server is not to blame."],
        _ => texts.Trouble(error),
    };

    /// <returns>Null when there is no helpful advice.</returns>
    public static string? Advice(this IStringLocalizer<Texts> texts, string? error) => DeliveryErrors.KindOf(error) switch
    {
        TroubleKind.Signature or TroubleKind.Unwanted => texts["Ask them to talk to the people who run their server."].Value,
        TroubleKind.Gone or TroubleKind.Elsewhere => texts["Ask them whether they have moved. From a new account they can ask to follow again."].Value,
        TroubleKind.Unreadable => texts["Other posts may still arrive. Show them this one another way."].Value,
        TroubleKind.TooLarge => texts["A shorter post may get through."].Value,
        TroubleKind.TooMuch or TroubleKind.Broken or TroubleKind.Silent or TroubleKind.Nameless =>
            texts["Such troubles mostly pass. If it lasts for days, ask them whether their server still works."].Value,
        TroubleKind.Certificate => texts["The people who run that server must renew its certificate."].Value,
        TroubleKind.Inside => texts["The people who run that server must give it a public address."].Value,
        TroubleKind.Ours => texts["An update of this house may help."].Value,
        _ => null,
    };

    /// <summary>"A post by Mara, 22 November 2026"</summary>
    public static string Named(this IStringLocalizer<Texts> texts, RefusedActivity refused, ReaderClock clock) => (refused.Work, refused.CommentId) switch
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
