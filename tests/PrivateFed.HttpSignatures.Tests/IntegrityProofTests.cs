using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace PrivateFed.HttpSignatures.Tests;

/// <summary>FEP-8b32: its own vector and the W3C's, and what is not believed.</summary>
public class IntegrityProofTests
{
    private const string TestKey = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
    private const string TestPrivateKey = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq";

    // fep-8b32.feature
    private const string FepDocument = """
        {
          "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/data-integrity/v1"],
          "id": "https://server.example/activities/1",
          "type": "Create",
          "actor": "https://server.example/users/alice",
          "object": {
            "id": "https://server.example/objects/1",
            "type": "Note",
            "attributedTo": "https://server.example/users/alice",
            "content": "Hello world",
            "location": {"type": "Place", "longitude": -71.184902, "latitude": 25.273962}
          }
        }
        """;

    private const string FepProofValue = "zLaewdp4H9kqtwyrLatK4cjY5oRHwVcw4gibPSUDYDMhi4M49v8pcYk3ZB6D69dNpAPbUmY8ocuJ3m9KhKJEEg7z";

    // vc-di-eddsa, TestVectors/eddsa-jcs-2022
    private const string CredentialDocument = """
        {
          "@context": ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"],
          "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
          "type": ["VerifiableCredential", "AlumniCredential"],
          "name": "Alumni Credential",
          "description": "A minimum viable example of an Alumni Credential.",
          "issuer": "https://vc.example/issuers/5678",
          "validFrom": "2023-01-01T00:00:00Z",
          "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"}
        }
        """;

    private const string MarasKey = "https://home.example/users/mara#ed25519-key";

    private static readonly DateTimeOffset Then = new(2023, 2, 24, 23, 36, 38, TimeSpan.Zero);

    [Theory]
    [InlineData(FepDocument, "https://server.example/users/alice#ed25519-key", FepProofValue)]
    [InlineData(
        CredentialDocument,
        "https://vc.example/issuers/5678#z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2",
        "z63t83Y53KfzJ5ZosfKTnqfMcKB2dmTrfjSaQjeNNjAD5srBowQfmWqeRb8rRjmeEuCBEsddF9LsVogtuTsijJKh4")]
    [InlineData(
        CredentialDocument,
        "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2#z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2",
        "z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX")]
    public void A_known_document_gets_its_known_proof(string document, string method, string value)
    {
        Assert.True(Base58.TryDecode(TestPrivateKey.AsSpan(1), out var secret));
        var pkcs8 = Convert.FromHexString("302e020100300506032b657004220420" + Convert.ToHexString(secret[2..]));
        using var key = SigningKey.ImportPrivatePem(PemEncoding.WriteString("PRIVATE KEY", pkcs8));
        Assert.Equal(TestKey, key.PublicMultibase);
        var json = JsonNode.Parse(document)!.AsObject();

        json["proof"] = IntegrityProof.Make(Element(json), method, key, Then);

        Assert.Equal(value, (string?)json["proof"]!["proofValue"]);
        var proof = Assert.Single(IntegrityProof.ReadAll(Element(json), Wire.Now));
        Assert.Equal(method, proof.VerificationMethod);
        Assert.True(VerificationKey.TryFromMultibase(TestKey, out var verifying, out _));
        Assert.True(proof.IsMadeBy(verifying));
    }

    [Fact]
    public void A_proof_that_lost_its_context_on_the_way_is_believed()
    {
        var note = Signed();
        note["proof"]!.AsObject().Remove("@context");

        Assert.True(IsBelieved(note));
    }

    [Fact]
    public void A_document_without_a_context_is_believed() => Assert.True(IsBelieved(Signed(withContext: false)));

    [Fact]
    public void One_of_several_proofs_is_believed()
    {
        var note = Signed();
        var own = note["proof"]!.DeepClone();
        note["proof"] = new JsonArray("nothing", new JsonObject { ["type"] = "RsaSignature2017" }, own);

        Assert.True(IsBelieved(note));
    }

    [Fact]
    public void Another_key_did_not_make_it()
    {
        var proof = Assert.Single(IntegrityProof.ReadAll(Element(Signed()), Wire.Now));
        using var eves = SigningKey.GenerateEd25519();

        Assert.False(proof.IsMadeBy(Family.PublicHalf(eves)));
        Assert.False(proof.IsMadeBy(Family.JoesKey));
    }

    public static TheoryData<string, string> Changes => new()
    {
        { "content", "\"Goodbye\"" },
        { "added", "1" },
        { "@context", "\"https://eve.example/context\"" },
        { "@context", """["https://www.w3.org/ns/activitystreams", "https://eve.example/context"]""" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_changed_document_is_not_believed(string property, string json)
    {
        var note = Signed();
        note[property] = JsonNode.Parse(json);

        Assert.False(IsBelieved(note));
    }

    [Theory]
    [InlineData("type", "\"RsaSignature2017\"")]
    [InlineData("cryptosuite", "\"eddsa-rdfc-2022\"")]
    [InlineData("cryptosuite", null)]
    [InlineData("proofPurpose", "\"authentication\"")]
    [InlineData("proofPurpose", "7")]
    [InlineData("verificationMethod", "\"https://eve.example/key\"")]
    [InlineData("verificationMethod", "\"\"")]
    [InlineData("created", "\"2026-05-03T18:30:11Z\"")]
    [InlineData("created", "\"yesterday\"")]
    [InlineData("previousProof", "\"urn:1\"")]
    [InlineData("domain", "\"eve.example\"")]
    [InlineData("proofValue", "\"z1111\"")]
    [InlineData("proofValue", "\"uAAAA\"")]
    [InlineData("proofValue", null)]
    [InlineData("@context", "\"https://eve.example/context\"")]
    public void A_changed_proof_is_not_believed(string property, string? json)
    {
        var note = Signed();
        note["proof"]![property] = json is null ? null : JsonNode.Parse(json);

        Assert.False(IsBelieved(note));
    }

    [Theory]
    [InlineData(-24 * 365, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 0)]
    public void A_proof_may_be_old_but_not_from_the_future(int hours, int read) =>
        Assert.Equal(read, IntegrityProof.ReadAll(Element(Signed()), Wire.Now.AddHours(-hours)).Count);

    [Theory]
    [InlineData("2026-05-03T18:30:12Z", 1)]
    [InlineData("2026-05-03T18:30:11Z", 0)]
    [InlineData("never", 0)]
    public void A_proof_that_has_expired_is_none(string expires, int read)
    {
        var note = Signed();
        note["proof"]!["expires"] = expires;

        Assert.Equal(read, IntegrityProof.ReadAll(Element(note), Wire.Now).Count);
    }

    [Theory]
    [InlineData("verificationMethod")]
    [InlineData("proofValue")]
    [InlineData("note")]
    public void Half_a_surrogate_pair_makes_no_proof_and_no_noise(string property)
    {
        var note = Signed();
        note["proof"]![property] = "HALF";
        using var document = JsonDocument.Parse(note.ToJsonString().Replace("HALF", "\\ud800", StringComparison.Ordinal));

        Assert.Empty(IntegrityProof.ReadAll(document.RootElement, Wire.Now));
    }

    [Fact]
    public void No_JSON_makes_reading_throw() =>
        Gen.Select(Gen.OneOf("type", "proofValue", "created", "@context", "verificationMethod"), Gen.String)
        .Sample((property, value) =>
        {
            var note = Signed();
            note["proof"]![property] = value;
            using var document = JsonDocument.Parse(note.ToJsonString());
            IntegrityProof.ReadAll(document.RootElement, Wire.Now);
        });

    [Fact]
    public void A_proof_is_made_once_and_by_Ed25519_alone()
    {
        Assert.Throws<ArgumentException>(() => IntegrityProof.Make(Element(Signed()), MarasKey, Family.MarasEd25519, Wire.Now));
        Assert.Throws<ArgumentException>(() => IntegrityProof.Make(Element(Note(true)), MarasKey, Family.MarasRsa, Wire.Now));
    }

    private static JsonObject Note(bool withContext)
    {
        var note = new JsonObject { ["type"] = "Note", ["content"] = "Grüße", ["likes"] = 1.50 };
        if (withContext)
        {
            note["@context"] = "https://www.w3.org/ns/activitystreams";
        }

        return note;
    }

    private static JsonObject Signed(bool withContext = true)
    {
        var note = Note(withContext);
        note["proof"] = IntegrityProof.Make(Element(note), MarasKey, Family.MarasEd25519, Wire.Now);
        return note;
    }

    private static bool IsBelieved(JsonObject document) =>
        IntegrityProof.ReadAll(Element(document), Wire.Now)
            .Any(proof => proof.VerificationMethod == MarasKey && proof.IsMadeBy(Family.PublicHalf(Family.MarasEd25519)));

    private static JsonElement Element(JsonNode node) => JsonSerializer.Deserialize<JsonElement>(node.ToJsonString());
}
