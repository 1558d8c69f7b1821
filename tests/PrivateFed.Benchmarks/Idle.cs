namespace PrivateFed.Benchmarks;

/// <summary>How soon after its start a published server shows the first page, and how much memory it then keeps.</summary>
internal static class Idle
{
    public static async Task RunAsync()
    {
        await using var house = await HouseProcess.StartAsync(trustedCertificate: null);
        Console.WriteLine($"start until first page: {house.TimeToFirstPage.TotalSeconds:N2} s");
        await Task.Delay(TimeSpan.FromSeconds(20));
        var processor = house.ProcessorTime;
        await Task.Delay(TimeSpan.FromSeconds(20));
        Console.WriteLine(
            $"idle: {house.Memory:N0} MB, {(house.ProcessorTime - processor).TotalMilliseconds / 20:N1} ms of processor time a second");
    }
}
