namespace PrivateFed.Languages;

/// <summary>
/// Names the resource files of everything that the site says: <c>IStringLocalizer&lt;Texts&gt;</c>, in pages <c>T</c>. The English words are the
/// key and stand where they are said; <c>Texts.de.resx</c> and its neighbours hold what other languages say instead.
/// </summary>
public sealed class Texts;
