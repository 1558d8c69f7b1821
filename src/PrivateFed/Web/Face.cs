using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace PrivateFed.Web;

/// <summary>The small round picture beside a name: a person's own, or their initial on a colour derived from their id.</summary>
public sealed class Face : IHtmlContent
{
    private const int Colours = 8;

    private readonly Guid _id;
    private readonly string _name;
    private readonly Guid? _pictureId;

    private Face(Guid id, string name, Guid? pictureId) => (_id, _name, _pictureId) = (id, name, pictureId);

    /// <summary>For a remote actor, whose picture has the actor's own id.</summary>
    public static Face Of(Guid id, string name, bool hasPicture) => new(id, name, hasPicture ? id : null);

    /// <param name="id">Id of the member or remote actor; decides the colour.</param>
    /// <param name="name">Gives the initial.</param>
    /// <param name="pictureId">A member's avatar, or the id of the remote actor; null for an initial.</param>
    public static Face Of(Guid id, string name, Guid? pictureId) => new(id, name, pictureId);

    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        if (_pictureId is { } picture)
        {
            writer.Write(
                $"<img class=\"face\" src=\"/faces/{picture}.webp\" alt=\"\" width=\"44\" height=\"44\" loading=\"lazy\" decoding=\"async\">");
            return;
        }
        writer.Write(
            $"<svg class=\"face face-{_id.ToByteArray()[15] % Colours}\" viewBox=\"0 0 44 44\" aria-hidden=\"true\"><circle cx=\"22\" cy=\"22\" r=\"22\"/><text x=\"22\" y=\"28.500\" text-anchor=\"middle\">");
        encoder.Encode(writer, Initial(_name));
        writer.Write("</text></svg>");
    }

    private static string Initial(string name)
    {
        var trimmed = name.TrimStart('@', ' ');
        return trimmed.Length == 0 ? "?" : StringInfo.GetNextTextElement(trimmed).ToUpper(CultureInfo.InvariantCulture);
    }
}
