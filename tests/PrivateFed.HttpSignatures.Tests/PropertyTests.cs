using System.Security.Cryptography;
using System.Text;
using CsCheck;

namespace PrivateFed.HttpSignatures.Tests;

/// <summary>What must hold whatever is sent.</summary>
public class PropertyTests
{
    private const string Usual = "(request-target) host date digest content-type";
    private static readonly Wire Signed = Wire.Post("""{"type":"Note"}""").Sign(Usual);
    private static readonly string[] CoveredFields = ["Host", "Date", "Digest", "Content-Type"];

    // Pieces of real fields in random order find more than random letters do.
    private static readonly Gen<string> Pieces = Gen.OneOf(
        Gen.OneOf(
            "keyId", "=", "\"", ",", " ", "\\", "signature=\"AAAA\"", "headers=\"(request-target) host date digest\"", "algorithm=hs2019",
            "created=", "expires=\"1777833012.5\"", "(created)",
            "keyId=\"https://joe.example/#k\"", "\u00e9", "\ud800", "\0", "9999999999999999999"),
        Gen.String);

    private static readonly Gen<string> Fields = Pieces.Array[0, 12].Select(string.Concat);

    [Fact]
    public void No_Signature_field_makes_reading_throw() =>
        Fields.Sample(field => Post().With("Signature", field).Judge() is not null);

    [Fact]
    public void No_change_of_a_real_Signature_field_makes_reading_throw() =>
        Gen.Select(Gen.Int[0, Signed.Fields["Signature"].Length - 1], Gen.Int[0, 20], Pieces).Sample((at, length, piece) =>
        {
            var field = Signed.Fields["Signature"];
            var changed = field[..at] + piece + field[Math.Min(field.Length, at + length)..];
            Post().With("Signature", changed).Judge();
        });

    [Fact]
    public void No_Date_Digest_or_Host_makes_reading_throw() =>
        Gen.Select(Gen.OneOf(CoveredFields), Gen.String).Sample((field, value) => Post().With(field, value).Judge() is not null);

    [Fact]
    public void No_text_makes_reading_a_key_throw() =>
        Gen.String.Sample(text =>
            !VerificationKey.TryFromPem(text, out _, out _)
            && !VerificationKey.TryFromPem($"-----BEGIN PUBLIC KEY-----\n{text}\n-----END PUBLIC KEY-----", out _, out _)
            && !VerificationKey.TryFromMultibase("z" + text, out _, out _));

    [Fact]
    public void No_changed_byte_of_a_key_makes_reading_or_using_it_throw()
    {
        var der = Family.JoesRsa.ExportSubjectPublicKeyInfo();
        Gen.Select(Gen.Int[0, 60], Gen.Byte).Sample((at, value) =>
        {
            byte[] changed = [.. der];
            changed[at] = value;
            if (VerificationKey.TryFromPem(PemEncoding.WriteString("PUBLIC KEY", changed), out var key, out _))
            {
                Signed.Judge(key);
            }
        });
    }

    [Fact]
    public void Base58_gives_back_what_it_was_given() =>
        Gen.Byte.Array[0, 48].Sample(bytes => Base58.TryDecode(Base58.Encode(bytes), out var again) && again.AsSpan().SequenceEqual(bytes));

    [Fact]
    public void A_bit_changed_in_a_covered_field_is_refused() =>
        Assert.All(CoveredFields, field => Each_bit(Signed.Fields[field], (wire, changed) => wire.With(field, changed)));

    [Fact]
    public void A_bit_changed_in_the_target_the_method_or_the_body_is_refused()
    {
        Each_bit(Signed.Target, (wire, changed) => wire.Target = changed);
        Each_bit(Signed.Method, (wire, changed) => wire.Method = changed);
        Each_bit(Encoding.ASCII.GetString(Signed.Body), (wire, changed) => wire.Body = Encoding.ASCII.GetBytes(changed));
    }

    [Fact]
    public void A_bit_changed_in_the_target_of_a_get_with_a_query_is_refused()
    {
        var get = Wire.Get("/users/mara/outbox?page=true").Sign("(request-target) host date");
        Assert.Null(get.Judge());
        for (var bit = 0; bit < get.Target.Length * 7; bit++)
        {
            var changed = Wire.Get(Flip(get.Target, bit)).With("Signature", get.Fields["Signature"]);
            Assert.NotNull(changed.Judge());
        }
    }

    [Fact]
    public void A_bit_changed_in_the_signature_is_refused()
    {
        var value = Signed.Fields["Signature"].Split("signature=\"")[1].TrimEnd('"');
        Each_bit(value, (wire, changed) => wire.ChangeSignature(value, changed));
    }

    private static void Each_bit(string text, Action<Wire, string> change)
    {
        Assert.Null(Post().Judge());
        for (var bit = 0; bit < text.Length * 7; bit++)
        {
            var wire = Post();
            change(wire, Flip(text, bit));
            Assert.NotNull(wire.Judge());
        }
    }

    private static string Flip(string text, int bit)
    {
        var letters = text.ToCharArray();
        letters[bit / 7] ^= (char)(1 << (bit % 7));
        return new string(letters);
    }

    private static Wire Post()
    {
        var wire = Wire.Post("""{"type":"Note"}""");
        return wire.With("Signature", Signed.Fields["Signature"]);
    }
}
