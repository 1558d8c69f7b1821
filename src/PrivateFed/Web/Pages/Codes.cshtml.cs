using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Houses;
using PrivateFed.Members;
using PrivateFed.Members.Codes;
using PrivateFed.Storage;

namespace PrivateFed.Web.Pages;

/// <summary>Sets up two-factor codes (TOTP) for an owner or author, and shows recovery codes.</summary>
public sealed class CodesPage(HouseDb db, CurrentHouse house, ConfigureTotp ask, RequireFreshProof askForProof,
    IDataProtectionProvider protection) : PageModel
{
    private static readonly TimeSpan TimeToScan = TimeSpan.FromHours(1);

    private readonly ITimeLimitedDataProtector _protector =
        protection.CreateProtector("codes, not confirmed yet").ToTimeLimitedDataProtector();

    public bool HasCodes { get; private set; }

    /// <summary>Shown once, right after they were created.</summary>
    public IReadOnlyList<string>? RecoveryCodes { get; private set; }

    /// <summary>The otpauth address that the app scans.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The secret in a form for typing.</summary>
    public string Typed { get; private set; } = "";

    /// <summary>The encrypted secret, carried by the form; it is stored only once the phone has proved that it has it.</summary>
    public string SealedSecret { get; private set; } = "";

    public Refusal? Problem { get; private set; }

    private Guid Id => User.MemberId()!.Value;

    public Task<IActionResult> OnGetAsync(CancellationToken cancellation) => ShowAsync(Totp.NewSecret(), cancellation);

    public async Task<IActionResult> OnPostStartAsync(string sealedSecret, string code, CancellationToken cancellation)
    {
        if (await askForProof.RequireAsync(this, cancellation) is { } first)
        {
            return first;
        }
        if (Open(sealedSecret ?? "") is not { } secret)
        {
            Problem = new Refusal("That took a while. Please scan the new code.");
            return await OnGetAsync(cancellation);
        }
        return await AfterAsync(await ask.StartAsync(Id, secret, code ?? "", cancellation), secret, cancellation);
    }

    public async Task<IActionResult> OnPostRenewAsync(string code, CancellationToken cancellation) =>
        await AfterAsync(await ask.RenewAsync(Id, code ?? "", cancellation), Totp.NewSecret(), cancellation);

    public async Task<IActionResult> OnPostStopAsync(string code, CancellationToken cancellation)
    {
        var stopped = await ask.StopAsync(Id, code ?? "", cancellation);
        if (stopped.Succeeded)
        {
            return Redirect("/me");
        }
        Problem = stopped.Refusal;
        return await OnGetAsync(cancellation);
    }

    private async Task<IActionResult> AfterAsync(Result<IReadOnlyList<string>> made, byte[] secret, CancellationToken cancellation)
    {
        (RecoveryCodes, Problem) = (made.Value, made.Refusal);
        return await ShowAsync(secret, cancellation);
    }

    private async Task<IActionResult> ShowAsync(byte[] secret, CancellationToken cancellation)
    {
        var self = await db.Members.AsNoTracking().Include(member => member.Actor).SingleAsync(member => member.Id == Id, cancellation);
        if (self is not { MayPost: true, HasPassword: true })
        {
            return NotFound();
        }
        HasCodes = self.CodeSecret is not null;
        Address = Totp.Address(secret, self.Actor.Handle, (await house.FindAsync(cancellation))!.Name);
        Typed = string.Join(' ', Totp.Base32(secret).Chunk(4).Select(part => new string(part)));
        SealedSecret = _protector.Protect($"{Id}:{Convert.ToBase64String(secret)}", TimeToScan);
        return Page();
    }

    private byte[]? Open(string text)
    {
        try
        {
            return _protector.Unprotect(text).Split(':') is [var owner, var secret] && owner == Id.ToString()
                ? Convert.FromBase64String(secret)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
