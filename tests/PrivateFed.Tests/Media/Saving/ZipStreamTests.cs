using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using PrivateFed.Media.Saving.Zip;
using PrivateFed.Tests.Rig;
using ZipEntry = PrivateFed.Media.Saving.Zip.ZipEntry;

namespace PrivateFed.Tests.Media.Saving;

/// <summary>A ZIP that is put together while it is read; the largest ones too, whose contents nobody reads.</summary>
[Trait("Database", "none")]
public sealed class ZipStreamTests : IDisposable
{
    private const long FiveGigabytes = 5L << 30;

    private static readonly DateTimeOffset Midsummer = new(2026, 6, 20, 21, 30, 12, TimeSpan.FromHours(2));

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"privatefed-{Guid.NewGuid():N}.zip");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Names_dates_and_contents_are_there_for_every_program()
    {
        await SaveAsync(
            Entry("2026-06-20 Sjö och grädde 01.jpg", "first"), Entry("2026-06-20 Sjö och grädde 02.jpg", ""),
            Entry("夏 👨‍👩‍👧.jpg", "third"));

        await using (var zip = await ZipFile.OpenReadAsync(_file, House.Cancellation))
        {
            Assert.Equal(["2026-06-20 Sjö och grädde 01.jpg", "2026-06-20 Sjö och grädde 02.jpg", "夏 👨‍👩‍👧.jpg"],
                zip.Entries.Select(entry => entry.FullName));
            Assert.All(zip.Entries, entry => Assert.Equal(Midsummer.DateTime, entry.LastWriteTime.DateTime));
            Assert.Equal("first", await ReadAsync(zip.Entries[0]));
            Assert.Equal("", await ReadAsync(zip.Entries[1]));
            Assert.Equal("third", await ReadAsync(zip.Entries[2]));
        }
        await Programs.AssertAcceptsAsync("No errors detected", "unzip", "-t", _file);
        // The extended timestamp is a moment, whatever clock the archive was made by.
        await Programs.AssertAcceptsAsync("2026 Jun 20 19:30:12", "env", "TZ=UTC", "zipinfo", "-T", "-v", _file);
        await Programs.AssertAcceptsAsync("Everything is Ok", "7z", "t", _file);
        await Programs.AssertPythonReadsAsync(_file, "z.testzip(), [(i.date_time, i.compress_type, i.flag_bits) for i in z.infolist()][0]",
            "None ((2026, 6, 20, 21, 30, 12), 0, 2048)");
    }

    [Fact]
    public async Task Reading_may_begin_anywhere()
    {
        var entries = Enumerable.Range(1, 5).Select(number => Entry($"{number}.jpg", new string((char)('a' + number), 300))).ToArray();
        await SaveAsync(entries);
        var whole = await File.ReadAllBytesAsync(_file, House.Cancellation);

        for (var offset = 0; offset <= whole.Length; offset += 7)
        {
            await using var zip = new ZipStream(entries) { Position = offset };
            var rest = new byte[whole.Length - offset];
            await zip.ReadExactlyAsync(rest, House.Cancellation);
            Assert.Equal(whole[offset..], rest);
            Assert.Equal(0, await zip.ReadAsync(new byte[1], House.Cancellation));
        }
    }

    [Fact]
    public async Task A_file_of_more_than_four_gigabytes_and_one_behind_it_are_found()
    {
        var film = new ZipEntry("film.mp4", Midsummer, FiveGigabytes,
            _ => throw new IOException("Nobody reads it."), _ => Task.FromResult(7u));
        ZipEntry[] entries = [film, Entry("photo.jpg", "behind it")];
        await using (var zip = new ZipStream(entries))
        await using (var file = File.Create(_file))
        {
            // A file with a hole where the film would be.
            var header = 30 + "film.mp4".Length + 20 + 9;
            await CopyAsync(zip, file, 0, header);
            await CopyAsync(zip, file, header + FiveGigabytes, (int)(zip.Length - FiveGigabytes) - header);
            Assert.Equal(zip.Length, file.Length);
        }

        await using var read = await ZipFile.OpenReadAsync(_file, House.Cancellation);
        Assert.Equal([FiveGigabytes, 9L], read.Entries.Select(entry => entry.Length));
        Assert.Equal("behind it", await ReadAsync(read.Entries[1]));
        await Programs.AssertAcceptsAsync("5368709120", "zipinfo", _file);
        await Programs.AssertPythonReadsAsync(_file, "z.read('photo.jpg'), z.getinfo('film.mp4').file_size", "b'behind it' 5368709120");
    }

    [Fact]
    public async Task Seventy_thousand_files_are_found()
    {
        await SaveAsync([.. Enumerable.Range(1, 70_000).Select(number => Entry($"{number:D5}.jpg", "x"))]);

        await using (var zip = await ZipFile.OpenReadAsync(_file, House.Cancellation))
        {
            Assert.Equal(70_000, zip.Entries.Count);
            Assert.Equal("x", await ReadAsync(zip.Entries[^1]));
        }
        await Programs.AssertAcceptsAsync("70000 files", "zipinfo", "-h", "-t", _file);
        await Programs.AssertPythonReadsAsync(_file, "len(z.namelist()), z.read('70000.jpg')", "70000 b'x'");
    }

    [Fact]
    public async Task What_fits_is_written_without_ZIP64_and_with_the_checksum_before_the_contents()
    {
        await SaveAsync(Entry("photo.jpg", "first"));

        var bytes = await File.ReadAllBytesAsync(_file, House.Cancellation);
        Assert.Equal(20, BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(4)));
        Assert.Equal(Crc32.HashToUInt32("first"u8), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(14)));
        Assert.Equal(-1, bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x50, 0x4b, 0x06, 0x06]));
    }

    [Theory]
    [InlineData(1931, 1980)]
    [InlineData(1899, 1980)]
    [InlineData(2150, 2107)]
    public async Task Days_that_a_ZIP_cannot_name_are_the_nearest_that_it_can(int year, int expected)
    {
        await SaveAsync(Entry("photo.jpg", "old", new DateTimeOffset(year, 5, 4, 12, 0, 0, TimeSpan.Zero)));

        await Programs.AssertPythonReadsAsync(_file, "z.testzip(), z.infolist()[0].date_time[0]", $"None {expected}");
        await Programs.AssertAcceptsAsync("No errors detected", "unzip", "-t", _file);
        await using var zip = await ZipFile.OpenReadAsync(_file, House.Cancellation);
        Assert.Equal(expected, zip.Entries[0].LastWriteTime.Year);
    }

    [Fact]
    public async Task A_file_that_became_shorter_is_an_error_and_no_silent_end()
    {
        await using var zip = new ZipStream([new ZipEntry("photo.jpg", Midsummer, 100,
            _ => Task.FromResult<Stream>(new MemoryStream(new byte[60])), _ => Task.FromResult(7u))]);

        await Assert.ThrowsAsync<EndOfStreamException>(() => zip.CopyToAsync(Stream.Null, House.Cancellation));
    }

    private static ZipEntry Entry(string name, string contents, DateTimeOffset? at = null)
    {
        var bytes = Encoding.UTF8.GetBytes(contents);
        return new ZipEntry(name, at ?? Midsummer, bytes.Length, _ => Task.FromResult<Stream>(new MemoryStream(bytes)),
            _ => Task.FromResult(Crc32.HashToUInt32(bytes)));
    }

    private async Task SaveAsync(params ZipEntry[] entries)
    {
        await using var zip = new ZipStream(entries);
        await using var file = File.Create(_file);
        await zip.CopyToAsync(file, House.Cancellation);
        Assert.Equal(zip.Length, file.Length);
    }

    private static async Task CopyAsync(ZipStream zip, FileStream file, long offset, int length)
    {
        var bytes = new byte[length];
        (zip.Position, file.Position) = (offset, offset);
        // Short reads are usual: a part ends where the next one begins.
        await zip.ReadExactlyAsync(bytes, House.Cancellation);
        await file.WriteAsync(bytes, House.Cancellation);
    }

    private static async Task<string> ReadAsync(ZipArchiveEntry entry)
    {
        await using var contents = await entry.OpenAsync(House.Cancellation);
        using var reader = new StreamReader(contents);
        return await reader.ReadToEndAsync(House.Cancellation);
    }
}
