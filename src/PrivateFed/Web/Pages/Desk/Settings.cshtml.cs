using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using PrivateFed.Houses;
using PrivateFed.Languages;
using PrivateFed.Media;
using PrivateFed.Theme;

namespace PrivateFed.Web.Pages.Desk;

/// <summary>The house's name, language and appearance.</summary>
[RequestSizeLimit(AddPhoto.MaxBytes + (1 << 20))]
[RequestFormLimits(MultipartBodyLengthLimit = AddPhoto.MaxBytes
    + (1 << 20), ValueLengthLimit = FormLimits.Field, KeyLengthLimit = FormLimits.Name)]
public sealed class SettingsPage(CurrentHouse currentHouse, ChangeHouse change, ChangeHousePicture picture, HouseLanguage speaks,
    IStringLocalizer<Texts> texts) : PageModel
{
    private const string OwnColour = "own";

    // The forms of the page, by their ids.
    private const string NameForm = "names";
    private const string ColourForm = "colour";
    private const string PictureForm = "picture";
    private const string InvitationsForm = "invitations";
    private const string SavingForm = "saving";

    public House House { get; private set; } = null!;

    public string Language { get; private set; } = "";

    /// <summary>As typed, or the current name.</summary>
    [BindProperty]
    public string Name { get; set; } = "";

    public Refusal? NameProblem { get; private set; }

    public Refusal? ColourProblem { get; private set; }

    public Refusal? PictureProblem { get; private set; }

    /// <summary>Confirmation of the action that led here.</summary>
    [TempData]
    public string? Said { get; set; }

    /// <summary>The form to which the confirmation belongs.</summary>
    [TempData]
    public string? SavedForm { get; set; }

    public string Colour => House.Accent ?? Swatches.Brick;

    /// <returns>The confirmation, if it belongs to this form.</returns>
    public string? SaidOf(string form) => form == SavedForm ? Said : null;

    public bool IsOwnColour => !Swatches.All.Contains(Colour);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        Name = House.Name;
    }

    public async Task<IActionResult> OnPostNameAsync(string language, CancellationToken cancellation)
    {
        var changed = await change.ChangeNameAsync(Name, language ?? "", cancellation);
        NameProblem = changed.Refusal;
        return await AnswerAsync(NameForm, texts["Saved."], cancellation);
    }

    /// <param name="colour">One of the colours offered, or "own".</param>
    /// <param name="own">The value of the colour picker.</param>
    /// <param name="shown">The picker's original value: if the two differ, the picker was used and its value counts.</param>
    public async Task<IActionResult> OnPostColourAsync(string colour, string own, string? shown, CancellationToken cancellation)
    {
        var wanted = colour == OwnColour || (shown is not null && own != shown) ? own : colour;
        var changed = await change.ChangeColourAsync(wanted == Swatches.Brick ? "" : wanted ?? "", cancellation);
        ColourProblem = changed.Refusal;
        return await AnswerAsync(ColourForm, texts["The new colour is saved."], cancellation);
    }

    public async Task<IActionResult> OnPostPictureAsync(IFormFile? file, CancellationToken cancellation)
    {
        PictureProblem = await SetPictureAsync(file, cancellation);
        return await AnswerAsync(PictureForm, texts["The new picture is saved."], cancellation);
    }

    public async Task<IActionResult> OnPostNoPictureAsync(CancellationToken cancellation)
    {
        await picture.RemoveAsync(cancellation);
        return await AnswerAsync(PictureForm, texts["The picture has been removed."], cancellation);
    }

    public async Task<IActionResult> OnPostInvitationsAsync(bool blurs, CancellationToken cancellation)
    {
        await change.ChangeInvitationsAsync(blurs, cancellation);
        return await AnswerAsync(InvitationsForm, texts["Saved."], cancellation);
    }

    public async Task<IActionResult> OnPostSavingAsync(bool allow, CancellationToken cancellation)
    {
        await change.ChangeSavingAsync(allow, cancellation);
        return await AnswerAsync(SavingForm, texts["Saved."], cancellation);
    }

    private async Task<Refusal?> SetPictureAsync(IFormFile? file, CancellationToken cancellation)
    {
        if (file is null || file.Length == 0)
        {
            return new Refusal("Please choose a picture.");
        }
        if (file.Length > AddPhoto.MaxBytes)
        {
            return new Refusal("This photo is {0} MB; the limit is {1} MB.", file.Length >> 20, AddPhoto.MaxBytes >> 20);
        }
        await using var upload = file.OpenReadStream();
        return (await picture.ChangeAsync(upload, cancellation)).Refusal;
    }

    private async Task<IActionResult> AnswerAsync(string form, string said, CancellationToken cancellation)
    {
        if (NameProblem is null && ColourProblem is null && PictureProblem is null)
        {
            (Said, SavedForm) = (said, form);
            return Redirect($"/family/settings#{form}");
        }
        await ReadAsync(cancellation);
        Name = NameProblem is null ? House.Name : Name;
        return Page();
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        House = (await currentHouse.FindAsync(cancellation))!;
        Language = await speaks.CodeAsync(cancellation);
    }
}
