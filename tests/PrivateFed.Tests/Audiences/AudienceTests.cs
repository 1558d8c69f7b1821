using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Tests.Rig;
using static PrivateFed.Tests.Rig.House;

namespace PrivateFed.Tests.Audiences;

/// <summary>A post never goes to more people than its author chose, whatever happens to the choice on the way.</summary>
public class AudienceTests(House house) : IClassFixture<House>
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not-a-circle")]
    [InlineData("01a20ff7-0000-7000-8000-000000000000")] // a circle that was deleted meanwhile
    public async Task A_choice_that_cannot_be_understood_is_refused_and_means_nobody_new(string? audience)
    {
        using var mara = await house.BrowserOfAsync(house.Mara);
        (string, string)[] chosen = audience is null ? [] : [("Input.Audience", audience)];

        using var answer = await mara.SubmitAsync("/write", "/write", [("Input.Text", "Only for some"), ("do", "share"), .. chosen]);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("role=\"alert\"", page, StringComparison.Ordinal);
        Assert.Contains("Only for some", page, StringComparison.Ordinal);
        Assert.False(await house.ReadAsync(db => db.Posts.AnyAsync(post => post.Text == "Only for some", Cancellation)));
    }

    [Fact]
    public async Task Everyone_is_a_choice_of_its_own()
    {
        using var mara = await house.BrowserOfAsync(house.Mara);

        using var answer = await mara.SubmitAsync(
            "/write", "/write", ("Input.Text", "For all"), ("Input.Audience", "everyone"), ("do", "share"));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.True(await house.ReadAsync(db => db.Posts.AnyAsync(post => post.Text == "For all", Cancellation)));
    }

    [Theory]
    [InlineData("everyone")]
    [InlineData("Everyone here")]
    [InlineData("GRANDPARENTS")]
    public async Task A_circle_cannot_be_called_like_everybody_or_like_another_one(string name)
    {
        await house.DoAsync((EditCircles edit) => edit.MakeAsync("Grandparents", Cancellation));

        var made = await house.DoAsync((EditCircles edit) => edit.MakeAsync(name, Cancellation));

        Assert.False(made.Succeeded);
    }
}
