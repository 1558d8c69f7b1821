using System.Security.Cryptography;
using PrivateFed.Houses;

namespace PrivateFed.Storage;

/// <summary>The file with the key for the secrets in the database: 32 random bytes in base64, mode 0600.</summary>
internal static class KeyFile
{
    private const int Length = 32;

    /// <returns>32 bytes.</returns>
    /// <exception cref="WrongSetting">The file holds something else.</exception>
    public static byte[] ReadOrMake(string path)
    {
        if (!File.Exists(path))
        {
            Make(path);
        }
        var key = new byte[Length];
        return Convert.TryFromBase64String(File.ReadAllText(path).Trim(), key, out var read) && read == Length
            ? key
            : throw new WrongSetting("KeyFile", $"is {path}, which holds no key. Please put the right file there.");
    }

    /// <summary>Atomic: if two processes create the file at the same moment, both continue with the same one.</summary>
    private static void Make(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var fresh = $"{path}.{Guid.CreateVersion7():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using (var file = new StreamWriter(fresh, options))
        {
            file.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length)));
            file.Flush();
            ((FileStream)file.BaseStream).Flush(flushToDisk: true);
        }
        try
        {
            File.Move(fresh, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(fresh);
        }
    }
}
