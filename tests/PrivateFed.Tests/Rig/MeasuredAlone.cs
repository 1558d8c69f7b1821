namespace PrivateFed.Tests.Rig;

/// <summary>Tests that would count other tests' memory and processor time along.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public class MeasuredAlone;
