using PrivateFed.Posts;

namespace PrivateFed.Web;

/// <summary>One photo in a row.</summary>
/// <param name="Number">From 1, in the order of the post.</param>
/// <param name="Ratio">Width by height of its place; the photo fills it and loses at most what its own shape has beyond that.</param>
/// <param name="Share">How much of the page's width it takes, 0 to 1.</param>
public sealed record PhotoTile(ShownPhoto Photo, int Number, double Ratio, double Share)
{
    /// <summary>One of many that fill the lines by themselves, as in an album.</summary>
    public static PhotoTile InFlow(ShownPhoto photo, int number) =>
        new(photo, number, PhotoRows.RatioOf(photo), PhotoRows.RatioOf(photo) / 3);

    /// <summary>Of a comment: half as wide as the column, nearly in its own shape.</summary>
    public static PhotoTile OfComment(ShownPhoto photo) => new(photo, 1, Math.Clamp(PhotoRows.RatioOf(photo), 0.8, 1.8), 0.6);

    /// <summary>The class that gives the style sheet the ratio: r150 for 1.5, in steps of 0.05.</summary>
    public string Shape => PhotoRows.ClassOf(Ratio);

    /// <summary>How wide it is shown, for the browser to choose a file: the column of a computer is 648 pixels wide.</summary>
    public string Sizes => $"(min-width: 44rem) {Math.Ceiling(648 * Share):0}px, {Math.Ceiling(100 * Share):0}vw";
}

/// <summary>Photos side by side, all of one height. After an upright first one the others stand one above the other.</summary>
public sealed record PhotoRow(IReadOnlyList<PhotoTile> Tiles, IReadOnlyList<PhotoTile> Column)
{
    /// <summary>Whether it is one upright photo whose caption stands beside it, at its foot.</summary>
    public bool HasCaptionBeside { get; init; }

    /// <summary>The class of the column as a whole.</summary>
    public string ColumnShape => PhotoRows.ClassOf(1 / Column.Sum(tile => 1 / tile.Ratio));
}

/// <summary>
/// Lays photos out in justified rows, from their known sizes: every row is full, every photo keeps its shape. All is relative, so the same
/// rows serve a phone and a computer, and the style sheet needs no script.
/// </summary>
public static class PhotoRows
{
    private const double Narrowest = 0.66, Widest = 2.2;

    /// <summary>A row of photos whose ratios sum up to this is about as high as a hand is wide.</summary>
    private const double RatiosInRow = 2.4;

    /// <summary>Fewer photos share a row where captions stand below them.</summary>
    private const double RatiosInCaptionedRow = 2.1;

    /// <summary>Letters of a caption in two lines below a photo that takes the whole width.</summary>
    private const double LettersInCaption = 74;

    /// <summary>Of the page's width, for an upright photo whose caption stands beside it.</summary>
    private const double ShareBesideCaption = 2.0 / 3;

    private const double Step = 0.05;

    /// <summary>r50 to r300, which the style sheet knows.</summary>
    public static string ClassOf(double ratio) => $"r{Math.Round(Math.Clamp(ratio, 0.5, 3) / Step) * 5:0}";

    /// <summary>Width by height for laying out: a tower or a ribbon loses its ends, the large view shows all.</summary>
    public static double RatioOf(ShownPhoto photo) => RatioOf(photo.Width, photo.Height);

    public static double RatioOf(int width, int height) => Math.Clamp((double)width / Math.Max(1, height), Narrowest, Widest);

    public static IReadOnlyList<PhotoRow> Of(IReadOnlyList<ShownPhoto> photos)
    {
        var ratios = photos.Select(RatioOf).ToArray();
        return photos.Count switch
        {
            0 => [],
            1 => [Row(photos, [Math.Clamp(ratios[0], 0.8, 1.8)], 0, 1)],
            2 when ratios[0] > 1.7 && ratios[1] > 1.7 => [Row(photos, ratios, 0, 1), Row(photos, ratios, 1, 2)],
            2 => [Row(photos, ratios, 0, 2)],
            3 when ratios[0] < 1 => [BesideColumn(photos, ratios)],
            4 => Rows(photos, ratios, 0),
            _ => [Row(photos, [Math.Clamp(ratios[0], 1.25, photos.Count == 3 ? Widest : 1.8), .. ratios[1..]], 0, 1),
                .. Rows(photos, ratios, 1)],
        };
    }

    /// <summary>
    /// The rows of a post's own page, where the description of each photo stands below it: in two lines, or the photo has the row to
    /// itself. An upright photo alone in its row has its description beside it; without one it is cropped to 4:5.
    /// </summary>
    public static IReadOnlyList<PhotoRow> WithCaptions(IReadOnlyList<ShownPhoto> photos)
    {
        if (photos.All(photo => photo.Description.Length == 0))
        {
            return Of(photos);
        }
        var ratios = photos.Select(RatioOf).ToArray();
        double[] mostInRow = [.. photos.Zip(ratios, (photo, ratio) => LettersInCaption * ratio / photo.Description.Length)];
        return
        [
            .. Rows(photos, ratios, 0, RatiosInCaptionedRow, narrowestAlone: 0.8, mostInRow).Select(row => row.Tiles switch
            {
                [{ Photo.Description.Length: > 0 } alone] when ratios[alone.Number - 1] < 1 =>
                    new PhotoRow([alone with { Ratio = ratios[alone.Number - 1], Share = ShareBesideCaption }], [])
                    {
                        HasCaptionBeside = true,
                    },
                _ => row,
            }),
        ];
    }

    /// <summary>The head of an album, from its first three photos: one large, two above one another beside it.</summary>
    public static PhotoRow Mosaic(IReadOnlyList<ShownPhoto> photos) => BesideColumn(
        photos,
        [
            Math.Clamp(RatioOf(photos[0]), 0.8, 1.8),
            .. photos.Skip(1).Take(2).Select(photo => Math.Clamp(RatioOf(photo), 1.2, 1.8)),
        ]);

    /// <summary>One photo at the left, the two others one above the other at its right, as high as it together.</summary>
    private static PhotoRow BesideColumn(IReadOnlyList<ShownPhoto> photos, double[] ratios)
    {
        var column = 1 / (1 / ratios[1] + 1 / ratios[2]);
        var share = column / (ratios[0] + column);
        return new(
            [new PhotoTile(photos[0], 1, ratios[0], 1 - share)],
            [new PhotoTile(photos[1], 2, ratios[1], share), new PhotoTile(photos[2], 3, ratios[2], share)]);
    }

    private static IReadOnlyList<PhotoRow> Rows(
        IReadOnlyList<ShownPhoto> photos, double[] ratios, int from, double ratiosInRow = RatiosInRow, double narrowestAlone = 1.4,
        double[]? mostInRow = null)
    {
        var rows = new List<PhotoRow>();
        var start = from;
        foreach (var end in Cut(ratios.AsSpan(from), ratiosInRow, mostInRow).Select(end => end + from))
        {
            var isTooNarrow = end - start == 1 && ratios[start] < narrowestAlone;
            rows.Add(Row(photos, isTooNarrow ? [.. ratios[..start], narrowestAlone] : ratios, start, end));
            start = end;
        }
        return rows;
    }

    private static PhotoRow Row(IReadOnlyList<ShownPhoto> photos, double[] ratios, int start, int end)
    {
        var sum = ratios[start..end].Sum();
        return new([.. Enumerable.Range(start, end - start)
            .Select(index => new PhotoTile(photos[index], index + 1, ratios[index], ratios[index] / sum))], []);
    }

    /// <summary>
    /// Cuts the photos, in their order, into rows whose sums of ratios are as equal as can be. Answers where each row ends.
    /// </summary>
    /// <param name="mostInRow">For each photo the largest sum of its row, unless it is alone there; null where any row will do.</param>
    private static int[] Cut(ReadOnlySpan<double> ratios, double ratiosInRow, double[]? mostInRow)
    {
        var sums = new double[ratios.Length + 1];
        for (var index = 0; index < ratios.Length; index++)
        {
            sums[index + 1] = sums[index] + ratios[index];
        }
        var firsts = FirstsOfRows(sums, mostInRow);
        var rows = Math.Clamp((int)Math.Round(sums[^1] / ratiosInRow), FewestRows(firsts), ratios.Length);
        var mean = sums[^1] / rows;
        // cost[row, end]: of the best cut of the first photos into so many rows; cutAt: where its last row begins.
        var cost = new double[rows + 1, ratios.Length + 1];
        var cutAt = new int[rows + 1, ratios.Length + 1];
        for (var end = 1; end <= ratios.Length; end++)
        {
            cost[0, end] = double.PositiveInfinity;
        }
        for (var row = 1; row <= rows; row++)
        {
            for (var end = 0; end <= ratios.Length; end++)
            {
                cost[row, end] = double.PositiveInfinity;
                for (var start = Math.Max(row - 1, firsts[end]); start < end; start++)
                {
                    var all = cost[row - 1, start] + Math.Pow(sums[end] - sums[start] - mean, 2);
                    if (all < cost[row, end])
                    {
                        (cost[row, end], cutAt[row, end]) = (all, start);
                    }
                }
            }
        }
        var ends = new int[rows];
        for (int row = rows, end = ratios.Length; row > 0; end = cutAt[row, end], row--)
        {
            ends[row - 1] = end;
        }
        return ends;
    }

    /// <summary>For each end of a row, the earliest photo with which that row may begin. A row within one that fits fits, too.</summary>
    private static int[] FirstsOfRows(double[] sums, double[]? mostInRow)
    {
        var firsts = new int[sums.Length];
        for (var end = 1; mostInRow is not null && end < sums.Length; end++)
        {
            var first = end - 1;
            var most = mostInRow[first];
            while (first > firsts[end - 1] && sums[end] - sums[first - 1] <= Math.Min(most, mostInRow[first - 1]))
            {
                first--;
                most = Math.Min(most, mostInRow[first]);
            }
            firsts[end] = first;
        }
        return firsts;
    }

    private static int FewestRows(int[] firsts)
    {
        var rows = 0;
        for (var end = firsts.Length - 1; end > 0; end = firsts[end])
        {
            rows++;
        }
        return rows;
    }
}
