using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Media;
using PrivateFed.Members;
using PrivateFed.Tests.Media;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Web;

/// <summary>What was open when access ended: an upload, a download. Pages are sent whole; nothing streams.</summary>
public class OpenRequestTests(House house) : IClassFixture<House>
{
    private static readonly byte[] Jpeg = Drawing.Photo(640, 480).JpegsaveBuffer();

    [Theory]
    [InlineData("the member is removed")]
    [InlineData("the device is signed out elsewhere")]
    [InlineData("nothing")]
    public async Task R12_An_upload_that_was_open_when_access_ended_leaves_nothing(string whatHappens)
    {
        var handle = $"ada{Guid.NewGuid():N}"[..12];
        var ada = await house.AddAsync("Ada", handle, Role.Author);
        using var browser = new Browser(house);
        Assert.Equal("", await browser.SignInAsync(handle, InTheHouse.Password));
        var (token, sentAs) = (await browser.TokenAsync("/write"), Guid.NewGuid());
        var upload = new TwoHalves(Jpeg);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/write/photos")
        {
            Headers = { { "RequestVerificationToken", token } },
            Content = new MultipartFormDataContent { { new StringContent($"{sentAs}"), "sentAs" }, { upload, "file", "IMG_2041.jpg" } },
        };
        var sent = browser.SendAsync(request);
        await upload.FirstHalfIsGone;
        // The house has read who it is by then.
        await Task.Delay(500);

        switch (whatHappens)
        {
            case "the member is removed":
                House.Value(await house.DoAsync((RemoveMember remove) => remove.RemoveAsync(ada.Id, House.Cancellation)));
                break;
            case "the device is signed out elsewhere":
                await house.ReadAsync(db => db.Sessions.Where(session => session.MemberId == ada.Id).ExecuteDeleteAsync());
                break;
        }
        upload.SendTheRest();
        using var answer = await sent;

        var isTaken = whatHappens == "nothing";
        Assert.Equal(isTaken, answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(isTaken ? 1 : 0, await house.ReadAsync(db => db.Photos.CountAsync(photo => photo.SentAs == sentAs)));
    }

    [Fact]
    public async Task R12_A_download_that_is_gone_on_with_after_access_ended_gets_nothing()
    {
        await using var server = await Neighbour.OpenAsync(house);
        var joe = server.Person("joe");
        await house.WelcomeAsync(joe);
        var handle = $"ada{Guid.NewGuid():N}"[..12];
        var ada = await house.AddAsync("Ada", handle);
        using var browser = new Browser(house);
        Assert.Equal("", await browser.SignInAsync(handle, InTheHouse.Password));
        var photo = await house.UploadAsync();
        await house.PublishAsync(photos: [photo]);
        var link = new Uri((await server.ExpectAsync("Create"))[0].Json.GetProperty("object")
            .GetProperty("attachment")[0].Text("url")!).AbsolutePath;
        var page = $"/photos/{photo.Id}/{PhotoFiles.Sizes.First()}";
        Assert.Equal(HttpStatusCode.PartialContent, await PartAsync(server.Client.SendAsync, link, "0-99"));
        Assert.Equal(HttpStatusCode.PartialContent, await PartAsync((request, _) => browser.SendAsync(request), page, "0-99"));

        await house.RemoveAsync(joe);
        House.Value(await house.DoAsync((RemoveMember remove) => remove.RemoveAsync(ada.Id, House.Cancellation)));

        Assert.Equal(HttpStatusCode.NotFound, await PartAsync(server.Client.SendAsync, link, "100-"));
        Assert.Equal(HttpStatusCode.NotFound, await PartAsync((request, _) => browser.SendAsync(request), page, "100-"));
    }

    private static async Task<HttpStatusCode> PartAsync(
        Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send, string path, string range)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Range = RangeHeaderValue.Parse($"bytes={range}") } };
        using var answer = await send(request, House.Cancellation);
        return answer.StatusCode;
    }

    /// <summary>A file that comes slowly: its second half when the test says so.</summary>
    private sealed class TwoHalves : HttpContent
    {
        private readonly byte[] _file;
        private readonly TaskCompletionSource _first = new();
        private readonly TaskCompletionSource _rest = new();

        public TwoHalves(byte[] file)
        {
            _file = file;
            Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        }

        public Task FirstHalfIsGone => _first.Task;

        public void SendTheRest() => _rest.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(_file.AsMemory(0, _file.Length / 2));
            await stream.FlushAsync();
            _first.SetResult();
            await _rest.Task;
            await stream.WriteAsync(_file.AsMemory(_file.Length / 2));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _file.Length;
            return true;
        }
    }
}
