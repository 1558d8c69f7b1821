using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Localization;
using PrivateFed.Languages;
using PrivateFed.Members;

namespace PrivateFed.Media.Uploads;

/// <summary>
/// Takes large files in chunks, and goes on where the last one ended: the core of tus 1.0 (https://tus.io/protocols/resumable-upload) with
/// its extensions creation, termination and expiration. An author reaches their own uploads only; another's is answered like none. What has
/// arrived completely becomes a photo by <see cref="FinishUpload"/>.
/// </summary>
public static class UploadEndpoints
{
    private const string Address = "/write/uploads";
    private const string Version = "1.0.0";
    private const string OffsetHeader = "Upload-Offset";
    private const string LengthHeader = "Upload-Length";
    private const string ChunkType = "application/offset+octet-stream";

    public static void MapUploads(this IEndpointRouteBuilder routes)
    {
        var uploads = routes.MapGroup(Address).RequireAuthorization("Author").AddEndpointFilter(CheckAsync);
        uploads.MapMethods("", ["OPTIONS"], Describe);
        uploads.MapPost("", BeginAsync);
        uploads.MapMethods("{id:guid}", ["HEAD"], Tell);
        uploads.MapPatch("{id:guid}", AppendAsync);
        uploads.MapDelete("{id:guid}", Delete);
    }

    private static async ValueTask<object?> CheckAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        var (request, headers) = (context.Request, context.Response.Headers);
        headers["Tus-Resumable"] = Version;
        if (!context.User.HasAgreed())
        {
            return TypedResults.NotFound();
        }
        if (!HttpMethods.IsOptions(request.Method) && request.Headers["Tus-Resumable"] != Version)
        {
            headers["Tus-Version"] = Version;
            return TypedResults.StatusCode(StatusCodes.Status412PreconditionFailed);
        }
        return await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context)
            ? await next(invocation)
            : TypedResults.BadRequest();
    }

    private static IResult Describe(HttpContext context, BeginUpload begin)
    {
        var headers = context.Response.Headers;
        headers["Tus-Version"] = Version;
        headers["Tus-Extension"] = "creation,termination,expiration";
        headers["Tus-Max-Size"] = begin.MostBytes.ToString(CultureInfo.InvariantCulture);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> BeginAsync(
        HttpContext context, BeginUpload begin, IStringLocalizer<Texts> texts, CancellationToken cancellation)
    {
        var request = context.Request;
        // A length that is told later, a file in parallel parts and a creation with contents are extensions that are not offered.
        if (Number(request, LengthHeader) is not { } length || request.Headers.ContainsKey("Upload-Concat") || request.ContentLength > 0
            || ChosenId(request.Headers["Upload-Metadata"].ToString()) is not { } id)
        {
            return TypedResults.BadRequest();
        }
        var upload = await begin.BeginAsync(context.User.MemberId()!.Value, id, length, cancellation);
        if (!upload.Succeeded)
        {
            return Say(texts, upload.Refusal, upload.Refusal.IsTransient
                ? StatusCodes.Status409Conflict : StatusCodes.Status413PayloadTooLarge);
        }
        TellExpiry(context.Response, upload.Value);
        return TypedResults.Created($"{Address}/{id}");
    }

    private static IResult Tell(Guid id, HttpContext context, UploadFiles files)
    {
        if (Find(files, context, id) is not { } upload)
        {
            return TypedResults.NotFound();
        }
        TellOffset(context.Response, upload.Offset);
        context.Response.Headers[LengthHeader] = upload.Length.ToString(CultureInfo.InvariantCulture);
        TellExpiry(context.Response, upload);
        return TypedResults.Ok();
    }

    private static async Task<IResult> AppendAsync(
        Guid id, HttpContext context, UploadFiles files, AddPhoto add, IStringLocalizer<Texts> texts, CancellationToken cancellation)
    {
        var (request, response) = (context.Request, context.Response);
        if (request.ContentType != ChunkType)
        {
            return TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }
        if (Number(request, OffsetHeader) is not { } offset)
        {
            return TypedResults.BadRequest();
        }
        if (Find(files, context, id) is not { } upload)
        {
            return TypedResults.NotFound();
        }
        if (request.ContentLength > ReceiveChunk.MaxBytes || request.ContentLength > upload.Length - upload.Offset)
        {
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = ReceiveChunk.MaxBytes;
        var (outcome, arrived) = await ReceiveChunk.AppendAsync(upload, offset, request.Body, cancellation);
        switch (outcome)
        {
            case ChunkOutcome.InUse:
                return TypedResults.StatusCode(StatusCodes.Status423Locked);
            case ChunkOutcome.WrongOffset:
                return TypedResults.StatusCode(StatusCodes.Status409Conflict);
            case ChunkOutcome.TooLong:
                return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
            case ChunkOutcome.NoRoom:
                return Say(texts, BeginUpload.NoRoom, StatusCodes.Status507InsufficientStorage);
            case ChunkOutcome.Gone:
                return TypedResults.NotFound();
        }
        if (await add.RefuseBeginningAsync(upload.Path, offset, arrived, upload.Length, cancellation) is { } refusal)
        {
            File.Delete(upload.Path);
            return Say(texts, refusal, StatusCodes.Status422UnprocessableEntity);
        }
        TellOffset(response, arrived);
        TellExpiry(response, files.Find(upload.MemberId, id) ?? upload);
        return TypedResults.NoContent();
    }

    private static IResult Delete(Guid id, HttpContext context, UploadFiles files)
    {
        if (Find(files, context, id) is not { } upload)
        {
            return TypedResults.NotFound();
        }
        File.Delete(upload.Path);
        return TypedResults.NoContent();
    }

    private static ResumableUpload? Find(UploadFiles files, HttpContext context, Guid id) => files.Find(context.User.MemberId()!.Value, id);

    /// <returns>Null when the header is not there, or is no number of bytes.</returns>
    private static long? Number(HttpRequest request, string header) =>
        long.TryParse(request.Headers[header].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>
    /// The id under which the device wants the photo, <c>sentAs</c> in the metadata; a new one for a client that says none.
    /// </summary>
    /// <returns>Null when it is no id.</returns>
    private static Guid? ChosenId(string metadata)
    {
        if (metadata.Split(',').Select(pair => pair.Trim().Split(' ')).FirstOrDefault(pair => pair[0] == "sentAs") is not { } said)
        {
            return Guid.CreateVersion7();
        }
        var bytes = new byte[48];
        return said.Length == 2 && Convert.TryFromBase64String(said[1], bytes, out var length)
            && Guid.TryParseExact(Encoding.ASCII.GetString(bytes, 0, length), "D", out var id) ? id : null;
    }

    private static void TellOffset(HttpResponse response, long offset) =>
        response.Headers[OffsetHeader] = offset.ToString(CultureInfo.InvariantCulture);

    private static void TellExpiry(HttpResponse response, ResumableUpload upload) =>
        response.Headers["Upload-Expires"] = upload.ExpiresAt.ToString("R", CultureInfo.InvariantCulture);

    private static IResult Say(IStringLocalizer<Texts> texts, Refusal refusal, int status) =>
        TypedResults.Text(texts.Of(refusal), "text/plain", Encoding.UTF8, status);
}
