using System.CommandLine;
using PrivateFed.Hosting.Doctor;

namespace PrivateFed.Hosting.CommandLine;

/// <summary>Runs all checks, prints the findings and says what to do.</summary>
internal static class DoctorCommand
{
    public static Command Make()
    {
        var json = Printed.JsonOption();
        var command = new Command(
            "doctor",
            "Checks the domain, TLS, WebFinger as other servers see it, proxy, clock, storage, decoders, mail and followers' servers. "
                + "Changes nothing, and says what to do. "
            + "Example: PrivateFed doctor")
        {
            json,
        };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(bool json, CancellationToken cancellation)
    {
        var settings = HouseCommand.ReadSettings();
        await using var services = HouseCommand.Services(settings);
        await using var scope = services.CreateAsyncScope();
        var findings = new List<Finding>();
        await foreach (var finding in ActivatorUtilities.CreateInstance<RunChecks>(scope.ServiceProvider).RunAsync(cancellation))
        {
            findings.Add(finding);
            if (!json)
            {
                Print(finding);
            }
        }
        if (json)
        {
            Console.WriteLine(Printed.Json(findings.Select(finding => new
            {
                name = finding.Name,
                result = finding.Verdict.ToString().ToLowerInvariant(),
                sentence = finding.Sentence,
                advice = finding.Advice,
            })));
        }
        return findings.Exists(finding => finding.Verdict == Verdict.Problem) ? 1 : 0;
    }

    private static void Print(Finding finding)
    {
        Console.WriteLine(Printed.Plain($"{finding.Verdict.ToString().ToLowerInvariant(),-8} {finding.Name,-10} {finding.Sentence}"));
        if (finding.Advice is { } advice)
        {
            Console.WriteLine(Printed.Plain($"{"",-19} -> {advice}"));
        }
    }
}
