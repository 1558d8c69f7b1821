namespace PrivateFed.Houses;

/// <summary>The S3-compatible bucket that the operator has set. No record, since those print all that they hold.</summary>
public sealed class BucketSettings
{
    /// <summary>The name of the bucket.</summary>
    public required string Name { get; init; }

    /// <summary>The address of the server that has it.</summary>
    public required Uri Endpoint { get; init; }

    public required string Region { get; init; }

    public required string KeyId { get; init; }

    public required string Secret { get; init; }

    /// <summary>What the names of all files begin with: empty, or something that ends with a slash.</summary>
    public required string Prefix { get; init; }

    /// <summary>Which bucket it is, for people and to be compared; without the key.</summary>
    public string Address => new Uri(Endpoint, $"{Endpoint.AbsolutePath.TrimEnd('/')}/{Name}/{Prefix}").AbsoluteUri.TrimEnd('/');

    public override string ToString() => Address;
}
