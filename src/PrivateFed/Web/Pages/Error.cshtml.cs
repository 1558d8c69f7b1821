using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PrivateFed.Members;

namespace PrivateFed.Web.Pages;

/// <summary>Shown after an unhandled exception. Strangers get no reference number, so that they all see the same page.</summary>
[IgnoreAntiforgeryToken]
public sealed class ErrorPage(ILogger<ErrorPage> log) : PageModel
{
    public string? Reference { get; private set; }

    public IActionResult OnGet()
    {
        if (HttpContext.Features.Get<IExceptionHandlerFeature>() is not { } problem)
        {
            return NotFound();
        }
        log.LogError("{Method} {Path} failed; its reference is {Reference}", Request.Method, problem.Path, HttpContext.TraceIdentifier);
        Reference = User.MemberId() is null ? null : HttpContext.TraceIdentifier;
        return Page();
    }

    public IActionResult OnPost() => OnGet();
}
