using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace PrivateFed.Web;

/// <summary>A field that was left empty holds "", not null, so that a form's record means what its types say.</summary>
public sealed class EmptyStaysEmpty : IDisplayMetadataProvider
{
    public void CreateDisplayMetadata(DisplayMetadataProviderContext context) => context.DisplayMetadata.ConvertEmptyStringToNull = false;
}
