using NetVips;
using PrivateFed.Media;
using PrivateFed.Media.Pictures;

namespace PrivateFed.Tests.Media;

/// <summary>One uploaded file, the folder for what is made of it, and their end.</summary>
internal sealed class Upload : IDisposable
{
    public static readonly string[] Names = ["small.webp", "medium.webp", "large.webp", "full.jpg"];


    public Upload(byte[] content, string name = "upload")
    {
        File = Path.Combine(Root, name);
        System.IO.File.WriteAllBytes(File, content);
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("privatefed-media-").FullName;

    public string File { get; }

    public string Folder => Path.Combine(Root, "made");

    public IEnumerable<string> Made => Names.Select(name => Path.Combine(Folder, name));

    public Result<Rendered> Render() =>
        MakeRenditions.MakeAsync(File, Folder, TestContext.Current.CancellationToken).GetAwaiter().GetResult();

    /// <summary>A face, written to where the upload stands.</summary>
    public Result<FileInfo> Face(byte[] picture) =>
        MakeRemoteAvatar.MakeAsync(picture, File, TestContext.Current.CancellationToken).GetAwaiter().GetResult();

    public Rendered RenderWell()
    {
        var result = Render();
        Assert.True(result.Succeeded, result.Refusal?.Sentence);
        return result.Value;
    }

    public string RenderToRefusal()
    {
        var result = Render();
        Assert.False(result.Succeeded);
        AssertNothingIsLeft();
        return result.Refusal.Sentence;
    }

    public void AssertNothingIsLeft() => Assert.Equal([File], Directory.GetFileSystemEntries(Root));

    public Image Open(string name) => Image.NewFromFile(Path.Combine(Folder, name), memory: true);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
