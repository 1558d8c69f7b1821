using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace PrivateFed.Web.Pages;

/// <summary>Stands wherever nothing is, and wherever something is that is not for the visitor: nobody can tell the two apart.</summary>
[IgnoreAntiforgeryToken]
public sealed class NothingHerePage : PageModel
{
    /// <summary>What happened and what to do. What a visitor did wrong is said; whether something is there is not.</summary>
    public static (string Title, string Sentence) Words(int status) => status switch
    {
        StatusCodes.Status400BadRequest => ("Please try that again", "This page was open for too long. Please go back, load it anew and try again. What you have typed is still there when you go back."),
        StatusCodes.Status413PayloadTooLarge => ("That was too much at once", "Nothing was lost. Please go back and send fewer or smaller photos at a time."),
        StatusCodes.Status429TooManyRequests => ("A little slower, please", "That was asked for too often. Please wait a minute and try again."),
        _ => ("Nothing here", "There is nothing at this address, or it is not for you to see. If somebody sent you a link, ask them to look at it again."),
    };
}
