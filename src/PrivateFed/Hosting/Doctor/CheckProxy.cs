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
            return Finding.Problem(Name, answer.Refusal.Sentence, "Check that the server is running, and look in the proxy's log.");
        }
        if (answer.Value.Response.Headers.Contains("Strict-Transport-Security"))
        {
            return Finding.Ok(Name, "The server recognises requests as https.");
        }
        var now = settings.TrustedProxies.Count == 0 ? "it isn't set here" : $"here it's {string.Join(' ', settings.TrustedProxies)}";
        return Finding.Problem(
            Name,
            "A request came over https, but the server took it for http: the proxy doesn't say so, or isn't trusted. Sign-in cookies "
                + "aren't protected, and every visitor seems to come from the proxy's address.",
            $"Set PrivateFed__TrustedProxies for the server to the proxy's address, such as 127.0.0.1 ({now}), and have the proxy send "
                + $"X-Forwarded-Proto, -For and -Host.");
    }
}
