using System.Text.Json.Serialization;

namespace PrivateFed.Media.Confinement;

[JsonSerializable(typeof(DecoderLimits))]
internal sealed partial class DecoderLimitsJson : JsonSerializerContext;
