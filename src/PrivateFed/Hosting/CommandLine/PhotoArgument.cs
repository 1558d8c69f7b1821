using PrivateFed.Media;

namespace PrivateFed.Hosting.CommandLine;

/// <summary>A FILE=description argument.</summary>
internal sealed record PhotoArgument(string File, string Description)
{
    public static Result<IReadOnlyList<PhotoArgument>> Parse(IEnumerable<string> arguments)
    {
        var photos = new List<PhotoArgument>();
        foreach (var argument in arguments)
        {
            var photo = Parse(argument);
            if (!photo.Succeeded)
            {
                return photo.Refusal;
            }
            photos.Add(photo.Value);
        }
        return photos;
    }

    private static Result<PhotoArgument> Parse(string argument)
    {
        var first = argument.IndexOf('=', StringComparison.Ordinal);
        if (first < 0)
        {
            return new Refusal(
                $"Please describe the photo for people who can't see it: --photo {argument}=\"Two children on a swing\"");
        }
        // Both parts may contain further equals signs; the separator is the first one before which an existing file is named.
        for (var at = first; at >= 0; at = argument.IndexOf('=', at + 1))
        {
            if (System.IO.File.Exists(argument[..at]))
            {
                return Check(new PhotoArgument(argument[..at], argument[(at + 1)..]));
            }
        }
        return new Refusal($"There is no photo {argument[..first]}.");
    }

    private static Result<PhotoArgument> Check(PhotoArgument photo) => photo switch
    {
        { Description.Length: > Photo.DescriptionLength } =>
            new Refusal($"The description of {photo.File} is longer than {Photo.DescriptionLength:N0} characters."),
        _ when new FileInfo(photo.File).Length > AddPhoto.MaxBytes =>
            new Refusal($"{photo.File} is larger than {AddPhoto.MaxBytes >> 20} MB."),
        _ => photo,
    };
}
