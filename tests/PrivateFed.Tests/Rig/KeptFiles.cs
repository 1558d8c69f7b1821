using Microsoft.EntityFrameworkCore;
using PrivateFed.Houses;
using PrivateFed.Media.Storing;

namespace PrivateFed.Tests.Rig;

/// <summary>Where the files of a house are that keeps them in its media folder.</summary>
internal static class KeptFiles
{
    public static string FolderOf(this House house, Guid mediaId) =>
        Path.TrimEndingDirectorySeparator(house.PathOf(MediaKeys.PhotoFolder(mediaId)));

    public static string FileOf(this House house, Guid mediaId, string name) => house.PathOf(MediaKeys.Photo(mediaId, name));

    /// <summary>The picture of somebody from another server.</summary>
    public static string FaceOf(this House house, Guid remoteActorId) => house.PathOf(MediaKeys.RemoteAvatar(remoteActorId));

    private static string PathOf(this House house, string key) => Path.Combine(house.Part<Settings>().MediaFolder, key);

    /// <summary>All that is in the media folder, by name.</summary>
    public static List<string> KeptInFolder(this House house)
    {
        var folder = house.Part<Settings>().MediaFolder;
        return [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path))];
    }

    /// <summary>As if it had been set up with the bucket of its settings.</summary>
    public static async Task KeepInBucketAsync(this House house)
    {
        await house.ReadAsync(db => db.Houses.ExecuteUpdateAsync(set => set.SetProperty(one => one.MediaPlace, MediaPlace.Bucket)));
        house.Part<CurrentHouse>().Invalidate();
    }
}
