using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using PrivateFed.Languages;
using PrivateFed.Members;

namespace PrivateFed.Web.Pages;

/// <summary>Shown for addresses that do not exist and for those that the visitor may not see: nobody can tell the two apart.</summary>
[IgnoreAntiforgeryToken]
public sealed class NothingHerePage(IStringLocalizer<Texts> texts) : PageModel
{
    /// <summary>What happened and what to do. It names a visitor's mistake, but never says whether something exists.</summary>
    public (string Title, string Sentence) Words() => Response.StatusCode switch
    {
        StatusCodes.Status404NotFound
            when SharedWhileSignedOut =>
                (texts["You're not signed in here"],
                    texts[
                        "Nothing is lost: the photos are still on your phone. Sign in, and if they aren't here then, share them "
                            + "once more."]),
        StatusCodes.Status404NotFound
            when SentWhileSignedOut is { } path => (texts["You're not signed in here any more"], WordsAreKept(path)
            ? texts[
                "Nothing is lost: what you wrote is saved on this device. Sign in again, and it'll be here as you left it. (If "
                    + "scripts are turned off, go back in your browser and copy your words first.)"]
            : texts["That didn't go through. Sign in again, and you'll be back where you were."]),
        StatusCodes.Status400BadRequest =>
            (texts["Please try that again"],
                texts[
                    "This page was open for too long. Please go back, reload it and try again. What you have typed is still there "
                        + "when you go back."]),
        StatusCodes.Status413PayloadTooLarge =>
            (texts["That was too much at once"], texts["Nothing is lost. Please go back and send fewer or smaller photos at a time."]),
        StatusCodes.Status429TooManyRequests =>
            (texts["A little slower, please"], texts["Too many requests. Please wait a minute and try again."]),
        _ => (texts["Nothing here"],
            texts[
                "There's nothing here, or it isn't shared with you. If somebody sent you a link, ask them to check it."]),
    };

    /// <summary>
    /// The path to which a visitor who is not signed in sent a form. The message depends on the path alone, never on what exists there.
    /// </summary>
    private string? SentWhileSignedOut =>
        HttpMethods.IsPost(Request.Method) && Request.HasFormContentType && User.MemberId() is null
            ? HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath
            : null;

    /// <summary>True for photos from a phone's share sheet, which knows nothing of signing in.</summary>
    private bool SharedWhileSignedOut =>
        User.MemberId() is null && HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath == "/write/shared";

    // Pages whose text is kept by composer/autosave.js and composer/edit-post.js.
    private static bool WordsAreKept(string path) =>
        path == "/write" || path.StartsWith("/write/", StringComparison.Ordinal)
            || (path.StartsWith("/posts/", StringComparison.Ordinal) && path.EndsWith("/edit", StringComparison.Ordinal));
}
