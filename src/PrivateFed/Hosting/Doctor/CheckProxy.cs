using PrivateFed.Federation.Documents;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Houses;

namespace PrivateFed.Hosting.Doctor;

/// <summary>
/// Checks whether the house recognises requests as https: only then does it send Strict-Transport-Security and mark its cookies Secure.
/// </summary>
internal static class CheckProxy
{
    private const string Name = "proxy";

    public static async Task<Finding> RunAsync(SiteProbe probe, Addresses addresses, Settings settings, CancellationToken cancellation)
    {
        var answer = await probe.GetAsync(addresses.InstanceActor, ActivityJson.MediaType, cancellation);
        if (!answer.Succeeded)
        {
            return Finding.Problem(Name, answer.Refusal.Sentence, "Look whether the server runs, and into the log of the proxy.");
        }
        if (answer.Value.Response.Headers.Contains("Strict-Transport-Security"))
        {
            return Finding.Ok(Name, "The house knows that it is asked by https.");
        }
        var now = settings.TrustedProxies.Count == 0 ? "it is not set here" : $"here it is {string.Join(' ', settings.TrustedProxies)}";
        return Finding.Problem(
            Name,
            "The house was asked by https, but takes it for http: the proxy does not say so, or is not believed. Sign-in cookies are not protected, and every visitor has the proxy's address.",
            $"Set PrivateFed__TrustedProxies for the server to the proxy's address, such as 127.0.0.1 ({now}), and let the proxy send X-Forwarded-Proto, -For and -Host.");
    }
}
