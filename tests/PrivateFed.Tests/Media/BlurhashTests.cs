using PrivateFed.Media.Pictures;

namespace PrivateFed.Tests.Media;

[Trait("Database", "none")]
public class BlurhashTests
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";

    [Theory]
    [InlineData(0, 0, 0, "000000")]
    [InlineData(255, 255, 255, "00TSUA")]
    [InlineData(255, 0, 0, "00TI:j")]
    public void One_colour_is_one_number(byte red, byte green, byte blue, string expected) =>
        Assert.Equal(expected, Blurhash.Encode([red, green, blue], 1, 1, 1, 1));

    [Theory]
    [InlineData(0, 0, 0, 4, "L00000fQfQfQfQfQfQfQfQfQfQfQ")]
    [InlineData(255, 255, 255, 4, "L~TSUA~qfQ~q~q%MfQ%MfQfQfQfQ")]
    [InlineData(255, 0, 0, 4, "L~TI:j|cfQ|c|c$5fQ$5fQfQfQfQ")]
    [InlineData(200, 255, 60, 8, "LfN39P?:fQ?:?:oxfQoxfQfQfQfQ")]
    public void A_plain_square_has_the_value_that_other_encoders_give(byte red, byte green, byte blue, int edge, string expected) =>
        Assert.Equal(expected,
            Blurhash.Encode([.. Enumerable.Repeat<byte[]>([red, green, blue], edge * edge).SelectMany(pixel => pixel)], edge, edge, 4, 3));

    [Fact]
    public void So_has_a_picture_that_changes_from_pixel_to_pixel()
    {
        byte[] picture = [.. Enumerable.Range(0, 48).SelectMany(at => (byte[])[(byte)(at * 5), (byte)(255 - at * 5), (byte)(at * 3)])];

        Assert.Equal("D|G9x}k-X5tPX5HJXhj@XOj@", Blurhash.Encode(picture, 8, 6, 5, 2));
    }

    [Fact]
    public void A_decoder_finds_the_colours_where_they_were()
    {
        var picture = Drawing.FourCorners(32, 24).WriteToMemory<byte>();

        var hash = Blurhash.Encode(picture, 32, 24, 4, 3);

        Assert.Equal(28, hash.Length);
        AssertMostly(Decode(hash, 0.1, 0.1), [1, 0, 0]);
        AssertMostly(Decode(hash, 0.9, 0.1), [0, 1, 0]);
        AssertMostly(Decode(hash, 0.1, 0.9), [0, 0, 1]);
        AssertMostly(Decode(hash, 0.9, 0.9), [1, 1, 1]);
    }

    private static void AssertMostly(double[] actual, double[] expected) =>
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second, pair.First - 0.4, pair.First + 0.4));

    // The linear light at a place, both from 0 to 1.
    private static double[] Decode(string hash, double x, double y)
    {
        var size = Number(hash, 0, 1);
        var (across, down) = (size % 9 + 1, size / 9 + 1);
        var unit = (Number(hash, 1, 1) + 1) / 166.0;
        var mean = Number(hash, 2, 4);
        double[] light = [Linear(mean >> 16), Linear(mean >> 8 & 255), Linear(mean & 255)];
        for (var wave = 1; wave < across * down; wave++)
        {
            var value = Number(hash, 4 + 2 * wave, 2);
            var weight = Math.Cos(Math.PI * x * (wave % across)) * Math.Cos(Math.PI * y * (wave / across)) * unit;
            int[] steps = [value / 361, value / 19 % 19, value % 19];
            for (var colour = 0; colour < 3; colour++)
            {
                var part = (steps[colour] - 9) / 9.0;
                light[colour] += weight * part * Math.Abs(part);
            }
        }

        return light;
    }

    private static int Number(string hash, int at, int length) =>
        hash.AsSpan(at, length).ToArray().Aggregate(0, (number, digit) => number * 83 + Digits.IndexOf(digit, StringComparison.Ordinal));

    private static double Linear(int level) => Math.Pow(level / 255.0, 2.2);
}
