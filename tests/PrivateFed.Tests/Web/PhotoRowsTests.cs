using PrivateFed.Posts;
using PrivateFed.Web;

namespace PrivateFed.Tests.Web;

/// <summary>On a post's own page each photo has its caption below it, in two lines.</summary>
public class PhotoRowsTests
{
    private const int Wide = 150, Upright = 75;

    /// <summary>Two lines hold 74 letters below a photo of the whole width, and fewer below one that takes a part of the row.</summary>
    private const double LettersInCaption = 74;

    [Fact]
    public void Photos_share_a_row_as_long_as_each_caption_fits_two_lines()
    {
        // Of three ratios of 1.5 and 0.75, the wide one has two thirds of the row: 49 letters. The upright one has 24.
        Assert.Equal([2], Counts(Photo(Wide, 49), Photo(Upright, 24)));
        Assert.Equal([1, 1], Counts(Photo(Wide, 50), Photo(Upright, 24)));
        Assert.Equal([1, 1], Counts(Photo(Wide, 49), Photo(Upright, 25)));
    }

    [Fact]
    public void When_no_cut_fits_there_is_one_row_more_and_only_one()
    {
        Assert.Equal([2, 2], Counts(Photo(Wide, 20), Photo(Upright, 20), Photo(Wide, 20), Photo(Upright, 20)));
        Assert.Equal([2, 1, 1], Counts(Photo(Wide, 20), Photo(Upright, 20), Photo(Wide, 60), Photo(Upright, 20)));
    }

    [Fact]
    public void A_caption_of_many_lines_has_a_row_to_itself_and_leaves_the_others_together()
    {
        Assert.Equal([1, 2, 2], Counts(Photo(Wide, 900), Photo(Wide, 5), Photo(Upright, 5), Photo(Wide, 5), Photo(Upright, 5)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void However_many_photos_every_one_has_its_place_and_every_caption_fits(int seed)
    {
        var chance = new Random(seed);
        var photos = Enumerable.Range(0, 100).Select(_ => Photo(chance.Next(50, 240), chance.Next(0, 90))).ToArray();

        var rows = PhotoRows.WithCaptions(photos);

        Assert.Equal(photos.Select(photo => photo.Id), rows.SelectMany(row => row.Tiles).Select(tile => tile.Photo.Id));
        foreach (var row in rows.Where(row => row.Tiles.Count > 1))
        {
            var sum = row.Tiles.Sum(tile => tile.Ratio);
            Assert.All(row.Tiles, tile => Assert.True(tile.Photo.Description.Length <= (LettersInCaption * tile.Ratio / sum) + 1e-9));
        }
    }

    [Fact]
    public void An_upright_photo_alone_has_its_caption_beside_it_and_without_one_is_cropped()
    {
        var beside = Assert.Single(PhotoRows.WithCaptions([Photo(Upright, 30)]));
        var below = PhotoRows.WithCaptions([Photo(Wide, 60), Photo(Upright, 0)]);

        Assert.True(beside.HasCaptionBeside);
        Assert.Equal((0.75, 2.0 / 3), (beside.Tiles[0].Ratio, beside.Tiles[0].Share));
        Assert.Equal([false, false], below.Select(row => row.HasCaptionBeside));
        Assert.Equal((0.8, 1), (below[1].Tiles[0].Ratio, below[1].Tiles[0].Share));
    }

    [Fact]
    public void Without_any_caption_the_rows_are_those_of_the_timeline()
    {
        ShownPhoto[] photos = [Photo(Wide, 0), Photo(Upright, 0), Photo(Wide, 0), Photo(Upright, 0), Photo(Wide, 0)];

        Assert.Equal(PhotoRows.Of(photos).Select(row => row.Tiles.Count), PhotoRows.WithCaptions(photos).Select(row => row.Tiles.Count));
    }

    [Fact]
    public void An_albums_head_is_one_photo_and_two_as_high_as_it_together()
    {
        var mosaic = PhotoRows.Mosaic([Photo(Wide, 0), Photo(Upright, 0), Photo(Wide, 0), Photo(Wide, 0)]);

        Assert.Equal((1, 2), (mosaic.Tiles.Count, mosaic.Column.Count));
        Assert.Equal(1, mosaic.Tiles[0].Share + mosaic.Column[0].Share, 6);
        Assert.Equal(
            mosaic.Tiles[0].Share / mosaic.Tiles[0].Ratio, mosaic.Column.Sum(tile => tile.Share / tile.Ratio), 6);
    }

    private static IEnumerable<int> Counts(params ShownPhoto[] photos) => PhotoRows.WithCaptions(photos).Select(row => row.Tiles.Count);

    /// <param name="width">For a height of 100.</param>
    /// <param name="letters">Of its description.</param>
    private static ShownPhoto Photo(int width, int letters) =>
        new(Guid.CreateVersion7(), null, 0, new string('x', letters), width, 100, "");
}
