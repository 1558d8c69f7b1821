using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace PrivateFed.Storage;

/// <summary>Encrypts the keys of ASP.NET Core's Data Protection with the key file's key before they are stored.</summary>
public sealed class SealDataProtectionKeys(SecretBox box) : IXmlEncryptor
{
    internal const string Purpose = "data protection key";

    private static readonly XNamespace Namespace = "http://schemas.asp.net/2015/03/dataProtection";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(
            new XElement("sealed", box.Seal(plaintextElement.ToString(SaveOptions.DisableFormatting), Purpose)),
            typeof(OpenDataProtectionKeys));

    /// <summary>
    /// Encrypts a key that was stored before there was a key file, as the framework does with a new one. Null if nothing is to be
    /// encrypted.
    /// </summary>
    public string? EncryptKept(string xml)
    {
        var key = XElement.Parse(xml);
        var secrets = key.Descendants().Where(element => (bool?)element.Attribute(Namespace + "requiresEncryption") == true
            && element.Ancestors(Namespace + "encryptedSecret").FirstOrDefault() is null).ToList();
        foreach (var secret in secrets)
        {
            var encrypted = Encrypt(secret);
            var decryptor = new XAttribute("decryptorType", encrypted.DecryptorType.AssemblyQualifiedName!);
            secret.ReplaceWith(new XElement(Namespace + "encryptedSecret", decryptor, encrypted.EncryptedElement));
        }
        return secrets.Count == 0 ? null : key.ToString(SaveOptions.DisableFormatting);
    }

    /// <summary>The encrypted values in a stored key.</summary>
    public static IEnumerable<string> SealedIn(string xml) =>
        XElement.Parse(xml).Descendants(Namespace + "encryptedSecret")
            .SelectMany(secret => secret.Elements("sealed")).Select(value => value.Value);
}

/// <summary>Decrypts those keys. Data Protection creates an instance by the type's name for each key that it reads.</summary>
public sealed class OpenDataProtectionKeys(IServiceProvider services) : IXmlDecryptor
{
    private readonly SecretBox _box = services.GetRequiredService<SecretBox>();

    public XElement Decrypt(XElement encryptedElement) => XElement.Parse(_box.Open(encryptedElement.Value, SealDataProtectionKeys.Purpose));
}
