using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Hosting.Doctor;

/// <summary>What doctor says of the programs that decode what people send.</summary>
[Trait("Database", "none")]
public class DoctorDecodersTests(OperatedHouse house) : IClassFixture<OperatedHouse>
{
    [Fact]
    public async Task Doctor_says_whether_films_can_be_taken_and_decoders_are_held_in()
    {
        var (asking, askingWithout) = (house.RunAsync("doctor"),
            house.RunAsync(["doctor"], "", ("PATH", "/nowhere")));
        var (here, without) = (await asking, await askingWithout);

        Assert.Contains("ffmpeg and ffprobe are installed", here.Output, StringComparison.Ordinal);
        Assert.Contains("reach no network and no files but their own", here.Output, StringComparison.Ordinal);
        Assert.Matches("warning  films .* aren't installed", without.Output);
        Assert.Contains("apt install ffmpeg", without.Output, StringComparison.Ordinal);
    }
}
