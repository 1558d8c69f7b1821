using Xunit;

namespace PrivateFed.FederationTests;

/// <summary>
/// One street for short classes whose tests leave it as others need it: they come one after another, and whoever moves in has a name of
/// their own.
/// </summary>
[CollectionDefinition(Name)]
public sealed class TheirStreet : ICollectionFixture<Neighbourhood>
{
    public const string Name = "one street";
}
