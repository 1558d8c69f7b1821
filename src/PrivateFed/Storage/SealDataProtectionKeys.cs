using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace PrivateFed.Storage;

/// <summary>Encrypts the keys of ASP.NET's Data Protection with that of the key file before they are kept in the database.</summary>
public sealed class SealDataProtectionKeys(SecretBox box) : IXmlEncryptor
{
    internal const string Purpose = "data protection key";

    private static readonly XNamespace Namespace = "http://schemas.asp.net/2015/03/dataProtection";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(new XElement("sealed", box.Seal(plaintextElement.ToString(SaveOptions.DisableFormatting), Purpose)), typeof(OpenDataProtectionKeys));

    /// <summary>A key that was kept before there was a key file, encrypted as the framework does it with a new one; null when there is nothing to encrypt.</summary>
    public string? EncryptKept(string xml)
    {
        var key = XElement.Parse(xml);
        var secrets = key.Descendants().Where(element => (bool?)element.Attribute(Namespace + "requiresEncryption") == true
            && element.Ancestors(Namespace + "encryptedSecret").FirstOrDefault() is null).ToList();
        foreach (var secret in secrets)
        {
            var encrypted = Encrypt(secret);
            secret.ReplaceWith(new XElement(Namespace + "encryptedSecret", new XAttribute("decryptorType", encrypted.DecryptorType.AssemblyQualifiedName!), encrypted.EncryptedElement));
        }
        return secrets.Count == 0 ? null : key.ToString(SaveOptions.DisableFormatting);
    }

    /// <summary>The encrypted values in a key as it is kept.</summary>
    public static IEnumerable<string> SealedIn(string xml) =>
        XElement.Parse(xml).Descendants(Namespace + "encryptedSecret").SelectMany(secret => secret.Elements("sealed")).Select(value => value.Value);
}

/// <summary>Data Protection makes one by its name for each key that it reads.</summary>
public sealed class OpenDataProtectionKeys(IServiceProvider services) : IXmlDecryptor
{
    private readonly SecretBox _box = services.GetRequiredService<SecretBox>();

    public XElement Decrypt(XElement encryptedElement) => XElement.Parse(_box.Open(encryptedElement.Value, SealDataProtectionKeys.Purpose));
}
