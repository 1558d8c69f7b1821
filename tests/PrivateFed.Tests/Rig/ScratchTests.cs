using System.Diagnostics;
namespace PrivateFed.Tests.Rig;
public class ScratchTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Cost()
    {
        for (var i = 0; i < 8; i++)
        {
            var a = Cpu();
            var house = await House.OpenAsync();
            var b = Cpu();
            await Task.Delay(2000);
            var b2 = Cpu();
            using (var mara = await house.BrowserOfAsync(house.Mara)) { await mara.ReadAsync("/"); }
            var c = Cpu();
            await house.DisposeAsync();
            var d = Cpu();
            output.WriteLine($"open {b - a:F0} idle 2 s {b2 - b:F0} sign in and read {c - b2:F0} close {d - c:F0}, {System.Runtime.JitInfo.GetCompiledMethodCount()} methods, gc {GC.GetTotalPauseDuration().TotalMilliseconds:F0}");
        }
    }
    private static double Cpu() => Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds;
}
