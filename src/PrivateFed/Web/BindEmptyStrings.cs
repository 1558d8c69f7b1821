using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace PrivateFed.Web;

/// <summary>Binds empty form fields to "" instead of null, so that the values match the types of the form's record.</summary>
public sealed class BindEmptyStrings : IDisplayMetadataProvider
{
    public void CreateDisplayMetadata(DisplayMetadataProviderContext context) => context.DisplayMetadata.ConvertEmptyStringToNull = false;
}
