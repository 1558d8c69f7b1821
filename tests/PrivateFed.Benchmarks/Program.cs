using PrivateFed.Benchmarks;

// Run by hand, on a quiet machine: dotnet run -c Release --project tests/PrivateFed.Benchmarks -- inbox|fanout|idle|timeline|jsonld|photos|many|films|upload [count]
var count = args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : (int?)null;
switch (args.FirstOrDefault())
{
    case "inbox":
        await Inbox.RunAsync(count ?? 10_000);
        return 0;
    case "fanout":
        await FanOut.RunAsync(count ?? 200);
        return 0;
    case "idle":
        await Idle.RunAsync();
        return 0;
    case "timeline":
        await Timeline.RunAsync(count ?? 10_000);
        return 0;
    case "upload":
        await LargeUpload.RunAsync(count ?? 2_048);
        return 0;
    case "jsonld":
        return JsonLdReading.Run(count ?? 20_000);
    case "photos":
        await Photos.RunAsync(count ?? 5);
        return 0;
    case "many":
        await ManyPhotos.RunAsync(count ?? 200);
        return 0;
    case "films":
        await Films.RunAsync(count ?? 60);
        return 0;
    default:
        Console.Error.WriteLine(
            "Say which: inbox [activities], fanout [hosts], idle, timeline [posts], jsonld [documents], photos [times], many [photos], "
            + "films [seconds] or upload [megabytes]. PRIVATEFED_DATABASE=Host=... measures PostgreSQL.");
        return 2;
}
