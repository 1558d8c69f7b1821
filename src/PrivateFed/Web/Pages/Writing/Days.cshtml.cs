using Microsoft.AspNetCore.Mvc.RazorPages;

namespace PrivateFed.Web.Pages.Writing;

/// <summary>
/// Takes the photos of a holiday in one form, where no script sends them one by one: the composer makes a draft of each day's.
/// </summary>
public sealed class DaysPage : PageModel;
