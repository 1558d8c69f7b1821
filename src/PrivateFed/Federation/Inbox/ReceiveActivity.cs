using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Audiences;
using PrivateFed.Federation.Documents;
using PrivateFed.Federation.LocalActors;
using PrivateFed.Federation.Outbound;
using PrivateFed.Federation.RemoteActors;
using PrivateFed.Houses;
using PrivateFed.Storage;

namespace PrivateFed.Federation.Inbox;

/// <summary>
/// The one way in: signature, freshness, duplicate, stored, 202. What was answered with 202 is on disk and is handled afterwards by
/// <see cref="HandleActivities"/>. The answer does not depend on the effect, so that nothing can be learned by probing.
/// </summary>
public sealed class ReceiveActivity(
    CurrentHouse house, HouseDb db, ReadDocument read, VerifySigner verify, ActorAliases aliases, VerifyForwarded forwarded,
        KeyLookUpLimits keyLimits, AnswerTimes times,
    StoreActivities store, InboxLimits limits, TimeProvider clock, ILogger<ReceiveActivity> log)
{
    /// <summary>
    /// The same message for everything that is not proved, so that known and unknown actors, keys and servers are answered alike.
    /// </summary>
    private const string NotProved = "The request is not signed in a way that can be verified.";

    /// <summary>Answers like a stored activity, but nothing is stored.</summary>
    private static readonly IResult Dropped = TypedResults.Accepted((string?)null);

    /// <param name="context">The request.</param>
    /// <param name="handle">Handle of the inbox's actor; null for the shared inbox.</param>
    public async Task<IResult> HandleAsync(HttpContext context, string? handle)
    {
        var cancellation = context.RequestAborted;
        var caller = CallerOf(context);
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

    private static IPAddress CallerOf(HttpContext context) => context.Connection.RemoteIpAddress ?? IPAddress.None;

    private async Task<bool> IsInboxAsync(string? handle, CancellationToken cancellation) =>
        handle is null or Actor.InstanceHandle || await db.PublicActors().AnyAsync(actor => actor.Handle == handle, cancellation);

    private async Task<IResult> ReceiveAsync(HttpContext context, CancellationToken cancellation)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || !FetchDocument.IsActivityPub(type)
            || context.Request.Headers.ContentEncoding.Count > 0)
        {
            return Refuse(StatusCodes.Status415UnsupportedMediaType, $"Please send {ActivityJson.MediaType}, not encoded.");
        }
        var judged = await ReadAndJudgeAsync(context, cancellation);
        using (judged.Time)
        {
            if (judged is { MustWait: true, Time: { } time })
            {
                // The place among the concurrent requests and the memory for the body are free again, so that waiting delays nobody else.
                await time.AnswerAsync();
            }
        }
        return judged.Answer;
    }

    private async Task<Judged> ReadAndJudgeAsync(HttpContext context, CancellationToken cancellation)
    {
        var body = await ReadBodyAsync(context.Request, cancellation);
        // Only now, so that a slow sender keeps nobody else waiting.
        using var place = await limits.EnterAsync(cancellation);
        if (!place.IsAcquired)
        {
            return new Judged(Busy(context, StatusCodes.Status503ServiceUnavailable));
        }
        var activity = read.As<Wire.Activity>(body);
        if (!activity.Succeeded)
        {
            return new Judged(Refuse(StatusCodes.Status400BadRequest, activity.Refusal.Sentence));
        }
        var claim = ActivityFingerprint.Of(activity.Value, house.Addresses.Domain);
        return claim.Succeeded
            ? await JudgeAsync(context, body, activity.Value, claim.Value, cancellation)
            : new Judged(Refuse(StatusCodes.Status400BadRequest, claim.Refusal.Sentence));
    }

    private async Task<Judged> JudgeAsync(
        HttpContext context, byte[] body, Wire.Activity activity, ActivityFingerprint claim, CancellationToken cancellation)
    {
        var isFollow = activity is Wire.Follow;
        var time = (isFollow ? times.OfFollow : times.OfActivity).Start(cancellation);
        // Every server announces each deleted account to all others, and some undo what never arrived. For actors that the house has never
        // met, there is nothing to forget and no server is asked; for known ones, an unproved withdrawal gets the same answer.
        var isWithdrawal = activity is Wire.Undo || (activity is Wire.Delete delete && delete.ObjectId() == claim.Actor);
        var lookUp = isFollow ? LookUp.AnyServer : isWithdrawal && !await IsKnownAsync(claim.Actor, cancellation) ? LookUp.None
            : LookUp.OnKnownServers;
        switch (await verify.CheckAsync(context.Request, body, lookUp, time, cancellation))
        {
            case Proof.Given proof when proof.Signer.Uri == claim.Actor:
                return new Judged(await StoreAsync(context, claim, activity, proof, body, cancellation), time);
            case Proof.Given proof when VerifyForwarded.IsPassedOn(activity):
                return new Judged(await ReceiveForwardedAsync(context, claim, RepairJsonText.Of(body)
                    .ToArray(), activity, proof, time, cancellation), time, MustWait: true);
            case Proof.Given proof when await NamesSignerAsync(context, claim.Actor, proof.Signer, cancellation):
                return new Judged(await StoreAsync(context, claim, activity, proof, body, cancellation), time);
            case Proof.Given when !isWithdrawal:
                return new Judged(Refuse(StatusCodes.Status403Forbidden, "The activity's actor is not who signed the request."), time);
            case var proof:
                return new Judged(isWithdrawal ? Dropped : NotProvedAnswer(context, proof, isFollow), time, MustWait: true);
        }
    }

    private IResult NotProvedAnswer(HttpContext context, Proof proof, bool isFollow) => proof switch
    {
        Proof.TooMany => Busy(context, StatusCodes.Status429TooManyRequests),
        Proof.SignerGone => Unauthorized("The signer does not exist any more."),
        // For a Follow alone, since strangers' keys are looked up for it too. For anything else only a known server is called, which a 503
        // would reveal.
        Proof.NotNow when isFollow => Busy(context, StatusCodes.Status503ServiceUnavailable),
        Proof.NotNow later => Unauthorized(later.Why),
        Proof.Refused refused => Unauthorized(refused.Why),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>Whether the house has ever met an actor, under its id or the page that it names as its own.</summary>
    private Task<bool> IsKnownAsync(string named, CancellationToken cancellation)
    {
        var host = Authority.Of(named);
        return db.RemoteActors.AnyAsync(actor => actor.Uri == named || (actor.Host.Name == host && actor.Url == named), cancellation);
    }

    /// <summary>
    /// Whether the activity's actor is another address of the signer on the same server. False as well when the limits allow no look-up.
    /// </summary>
    private async Task<bool> NamesSignerAsync(HttpContext context, string named, Signer signer, CancellationToken cancellation)
    {
        if (Authority.Of(named) != signer.Host)
        {
            return false;
        }
        using var place = keyLimits.MayAsk(CallerOf(context)) ? keyLimits.Begin() : null;
        return place is not null && await aliases.NamesAsync(named, signer.Uri, cancellation);
    }

    /// <summary>Logs the reason, which the answer does not contain.</summary>
    private ProblemHttpResult Unauthorized(string why)
    {
        log.LogInformation("The signature could not be verified: {Why}", why);
        return Refuse(StatusCodes.Status401Unauthorized, NotProved);
    }

    private static async Task<byte[]> ReadBodyAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var body = new MemoryStream(request.ContentLength is > 0 and < ReadDocument.Size ? (int)request.ContentLength : 4096);
        await request.Body.CopyToAsync(body, cancellation);
        return body.ToArray();
    }

    /// <summary>Answers 202 whether the activity was verified or not; see <see cref="VerifyForwarded"/>.</summary>
    private async Task<IResult> ReceiveForwardedAsync(
        HttpContext context, ActivityFingerprint claim, byte[] body, Wire.Activity activity, Proof.Given proof, AnswerClock time,
        CancellationToken cancellation)
    {
        // Before checking whether the author's server is known, so that every request counts and waits alike.
        using var place = keyLimits.MayAsk(CallerOf(context)) ? keyLimits.Begin() : null;
        if (place is null)
        {
            return Busy(context, StatusCodes.Status429TooManyRequests);
        }
        var believed = await BelievedAsync(body, activity, claim.Actor, time, cancellation);
        var author = await db.RemoteActors.Where(actor => actor.Uri == claim.Actor).Select(actor => (Guid?)actor.Id)
            .SingleOrDefaultAsync(cancellation);
        if (believed is null || author is not { } authorId)
        {
            return Dropped;
        }
        // Whoever forwards an activity chooses its id, so only the actor's own proof may use up that id.
        var fingerprint = believed.IsProvedByActor ? claim.Fingerprint(proof.Signature)
            : ActivityFingerprint.FingerprintOfForwarded(believed.Document);
        return await StoreAsync(context, claim, activity, proof, authorId, fingerprint, believed.Document, cancellation);
    }

    private async Task<VerifiedForward?> BelievedAsync(
        byte[] body, Wire.Activity activity, string actor, AnswerClock time, CancellationToken cancellation)
    {
        try
        {
            return await forwarded.JudgeAsync(body, activity, actor, time.LookUps);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private Task<IResult> StoreAsync(HttpContext context, ActivityFingerprint claim, Wire.Activity activity, Proof.Given proof, byte[] body,
        CancellationToken cancellation) => StoreAsync(
        context, claim, activity, proof, proof.Signer.RemoteActorId, claim.Fingerprint(proof.Signature),
        Encoding.UTF8.GetString(RepairJsonText.Of(body).Span), cancellation);

    private async Task<IResult> StoreAsync(
        HttpContext context, ActivityFingerprint claim, Wire.Activity activity, Proof.Given proof, Guid remoteActorId, string fingerprint,
        string document, CancellationToken cancellation)
    {
        var isHandled = HandleActivities.Handles(activity);
        if (!await MayKeepAsync(proof.Signer.HostId, isHandled ? document.Length : 0, cancellation))
        {
            log.LogWarning("{Host} has sent more than this house stores of one server in a day", proof.Signer.Host);
            return Busy(context, StatusCodes.Status429TooManyRequests);
        }
        var now = clock.GetUtcNow();
        await store.StoreAsync(
            new ReceivedActivity
            {
                Fingerprint = fingerprint,
                RemoteActorId = remoteActorId,
                Type = claim.Type,
                Uri = claim.Id,
                ObjectUri = activity is Wire.Delete && activity.ObjectId() is { } gone && WireNames.CanBeStored(gone) ? gone : null,
                Document = isHandled ? document : "",
                ReceivedAt = now,
                SentAt = context.Request.GetTypedHeaders().Date?.ToUniversalTime(),
                HandledAt = isHandled ? null : now,
            },
            cancellation);
        return TypedResults.Accepted((string?)null);
    }

    private async Task<bool> MayKeepAsync(Guid hostId, int bytes, CancellationToken cancellation) =>
        limits.MayStoreFromAnyHost(hostId, bytes)
        || (await db.AcceptedFollowsFrom(hostId).AnyAsync(cancellation) && limits.MayStoreFromFollowerHost(hostId, bytes));

    private static ProblemHttpResult Refuse(int status, string why) => TypedResults.Problem(why, statusCode: status);

    private static StatusCodeHttpResult Busy(HttpContext context, int status)
    {
        context.Response.Headers.RetryAfter = "30";
        return TypedResults.StatusCode(status);
    }

    /// <param name="Time">Started when judging began; null when the activity was not judged.</param>
    /// <param name="MustWait">Whether the answer must wait for its fixed time, since an earlier one would reveal something.</param>
    private sealed record Judged(IResult Answer, AnswerClock? Time = null, bool MustWait = false);

    /// <summary>What an activity says about itself, before anything is verified.</summary>
    private sealed record ActivityFingerprint(string Type, string? Id, string Actor)
    {
        public static Result<ActivityFingerprint> Of(Wire.Activity activity, string ownHost)
        {
            if (activity.ShortType() is not { } type || activity.ActorId() is not { } actor || Authority.Of(actor) is not { } host
                || host == ownHost)
            {
                return new Refusal("An activity needs a type, and an actor on another server.");
            }
            if (!WireNames.CanBeStored(actor) || (activity.Id is { } given && !WireNames.CanBeStored(given)))
            {
                return new Refusal("The ids of an activity and of its actor have at most 2,048 bytes.");
            }
            var id = activity.Id;
            return id is null || Authority.Of(id) == host ? new ActivityFingerprint(type, id, actor)
                : new Refusal("The activity's id is not on its actor's server.");
        }

        /// <summary>
        /// The same for an activity that its actor sends again. Includes the type, since ids such as STATUS#delete can be predicted. Follow
        /// and Undo are identified by their signature: Misskey reuses the id of a Follow after unfollowing, so only the very same request
        /// is a repeat.
        /// </summary>
        public string Fingerprint(byte[] signature) => Convert.ToHexStringLower(
            Id is null || Type is "Follow" or "Undo"
                ? SHA256.HashData(signature)
                : SHA256.HashData(Encoding.UTF8.GetBytes($"{Type}\n{Actor}\n{Id}")));

        /// <summary>Content that is verified by its origin has fingerprints of its own, which are equal for equal documents.</summary>
        public static string FingerprintOfForwarded(string document) =>
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"forwarded\n{document}")));
    }
}
