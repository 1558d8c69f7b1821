using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Actors;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Outbound;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Operations;
using PrivateFed.Storage;

namespace PrivateFed.Federation.Inbox;

/// <summary>
/// The one way in: signature, freshness, duplicate, stored, 202. What was answered with 202 is on disk; it is handled afterwards by
/// <see cref="HandleActivities"/>. The answer is the same whatever becomes of it, so that nothing can be learnt by asking.
/// </summary>
public sealed class ReceiveActivity(
    TheHouse house, HouseDb db, ReadDocument read, VerifySigner verify, BelieveForwarded forwarded, LookUpBudget budget, StoreActivities store,
    InboxLimits limits, TimeProvider clock, ILogger<ReceiveActivity> log)
{
    /// <param name="context">The request.</param>
    /// <param name="handle">Whose inbox it is; null for the shared one.</param>
    public async Task<IResult> HandleAsync(HttpContext context, string? handle)
    {
        var cancellation = context.RequestAborted;
        var caller = context.Connection.RemoteIpAddress ?? IPAddress.None;
        using var open = limits.Open(caller);
        if (!open.IsAcquired || limits.WasRefusedTooOften(caller))
        {
            return Busy(context, StatusCodes.Status429TooManyRequests);
        }
        if (await house.FindAsync(cancellation) is null || !await IsInboxAsync(handle, cancellation))
        {
            return TypedResults.NotFound();
        }
        var answer = await ReceiveAsync(context, cancellation);
        if (answer is ProblemHttpResult { StatusCode: >= 400 and < 500 } refused)
        {
            limits.CountRefusal(caller);
            log.LogInformation("Refused an activity from {Caller}: {Why}", caller, refused.ProblemDetails.Detail);
        }
        return answer;
    }

    private async Task<bool> IsInboxAsync(string? handle, CancellationToken cancellation) =>
        handle is null or Actor.InstanceHandle || await db.PublicActors().AnyAsync(actor => actor.Handle == handle, cancellation);

    private async Task<IResult> ReceiveAsync(HttpContext context, CancellationToken cancellation)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || !FetchDocument.IsActivityPub(type)
            || context.Request.Headers.ContentEncoding.Count > 0)
        {
            return Refuse(StatusCodes.Status415UnsupportedMediaType, $"Please send {ActivityJson.MediaType}, not encoded.");
        }
        var body = await ReadBodyAsync(context.Request, cancellation);
        // Only now: whoever sends slowly keeps nobody else waiting.
        using var place = await limits.EnterAsync(cancellation);
        return place.IsAcquired ? await JudgeAsync(context, body, cancellation) : Busy(context, StatusCodes.Status503ServiceUnavailable);
    }

    private async Task<IResult> JudgeAsync(HttpContext context, byte[] body, CancellationToken cancellation)
    {
        var activity = read.As<Wire.Activity>(body);
        if (!activity.Succeeded)
        {
            return Refuse(StatusCodes.Status400BadRequest, activity.Refusal.Sentence);
        }
        var claim = Claim.Of(activity.Value, house.Addresses.Domain);
        if (!claim.Succeeded)
        {
            return Refuse(StatusCodes.Status400BadRequest, claim.Refusal.Sentence);
        }
        // Every server tells every other of each account that is deleted. Of people whom we never met there is nothing to forget.
        var isFarewell = activity.Value is Wire.Delete delete && delete.ObjectId() == claim.Value.Actor;
        if (isFarewell && !await db.RemoteActors.AnyAsync(actor => actor.Uri == claim.Value.Actor, cancellation))
        {
            return TypedResults.Accepted((string?)null);
        }
        return await verify.CheckAsync(context.Request, body, mayMeetStrangers: activity.Value is Wire.Follow, cancellation) switch
        {
            Proof.Given proof when proof.Signer.Uri == claim.Value.Actor => await StoreAsync(claim.Value, Encoding.UTF8.GetString(body), proof.Signer.RemoteActorId, proof, cancellation),
            Proof.Given proof when BelieveForwarded.IsPassedOn(activity.Value) => await ReceiveForwardedAsync(context, claim.Value, body, activity.Value, proof, cancellation),
            Proof.Given => Refuse(StatusCodes.Status403Forbidden, "The activity's actor is not who signed the request."),
            Proof.SignerGone when isFarewell => TypedResults.Accepted((string?)null),
            Proof.SignerGone => Refuse(StatusCodes.Status401Unauthorized, "The signer does not exist any more."),
            Proof.TooMany => Busy(context, StatusCodes.Status429TooManyRequests),
            Proof.Refused refused => Refuse(StatusCodes.Status401Unauthorized, refused.Why),
            _ => throw new InvalidOperationException(),
        };
    }

    private static async Task<byte[]> ReadBodyAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var body = new MemoryStream(request.ContentLength is > 0 and < ReadDocument.Size ? (int)request.ContentLength : 4096);
        await request.Body.CopyToAsync(body, cancellation);
        return body.ToArray();
    }

    /// <summary>The answer is 202 whether it was believed or not; see <see cref="BelieveForwarded"/>.</summary>
    private async Task<IResult> ReceiveForwardedAsync(HttpContext context, Claim claim, byte[] body, Wire.Activity activity, Proof.Given proof, CancellationToken cancellation)
    {
        using var lease = budget.Take(context.Connection.RemoteIpAddress ?? IPAddress.None);
        if (!lease.IsAcquired)
        {
            return Busy(context, StatusCodes.Status429TooManyRequests);
        }
        var believed = await forwarded.JudgeAsync(body, activity, claim.Actor, cancellation);
        var author = await db.RemoteActors.Where(actor => actor.Uri == claim.Actor).Select(actor => (Guid?)actor.Id).SingleOrDefaultAsync(cancellation);
        return believed is { } document && author is { } authorId
            ? await StoreAsync(claim, document, authorId, proof, cancellation)
            : TypedResults.Accepted((string?)null);
    }

    private async Task<IResult> StoreAsync(Claim claim, string document, Guid remoteActorId, Proof.Given proof, CancellationToken cancellation)
    {
        await store.StoreAsync(
            new ReceivedActivity
            {
                Fingerprint = claim.Fingerprint(proof.Signature),
                RemoteActorId = remoteActorId,
                Type = claim.Type,
                Document = document,
                ReceivedAt = clock.GetUtcNow(),
            },
            cancellation);
        return TypedResults.Accepted((string?)null);
    }

    private static ProblemHttpResult Refuse(int status, string why) => TypedResults.Problem(why, statusCode: status);

    private static StatusCodeHttpResult Busy(HttpContext context, int status)
    {
        context.Response.Headers.RetryAfter = "30";
        return TypedResults.StatusCode(status);
    }

    /// <summary>What an activity claims to be, before anybody has proved it.</summary>
    private sealed record Claim(string Type, string? Id, string Actor)
    {
        public static Result<Claim> Of(Wire.Activity activity, string ownHost)
        {
            if (activity.ShortType() is not { } type || activity.ActorId() is not { } actor || Authority.Of(actor) is not { } host || host == ownHost)
            {
                return new Refusal("An activity needs a type, and an actor on another server.");
            }
            var id = activity.Id;
            return id is null || Authority.Of(id) == host ? new Claim(type, id, actor) : new Refusal("The activity's id is not on its actor's server.");
        }

        /// <summary>
        /// The same activity sent again has the same fingerprint. Follow and Undo are told apart by their signature: Misskey uses the id of
        /// a Follow again after unfollowing, so that only the very same request is a repeat.
        /// </summary>
        public string Fingerprint(byte[] signature) => Convert.ToHexStringLower(
            Id is null || Type is "Follow" or "Undo"
                ? SHA256.HashData(signature)
                : SHA256.HashData(Encoding.UTF8.GetBytes($"{Actor}\n{Id}")));
    }
}
