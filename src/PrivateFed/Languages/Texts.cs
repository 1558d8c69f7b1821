namespace PrivateFed.Languages;

/// <summary>
/// Names the resource files of everything that the site says: <c>IStringLocalizer&lt;Texts&gt;</c>, in pages <c>T</c>. The English text is
/// the key and is written where it is used; <c>Texts.de.resx</c> and its neighbours hold the translations.
/// </summary>
public sealed class Texts;
