using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Inbox;

namespace PrivateFed.Follows;

/// <summary>
/// Receives a Move: an actor says that they continue under another account. The claim alone changes nothing, and no server is called
/// because of it. When the other account asks to follow and confirms the move, the request's page tells the owner
/// (<see cref="MovedAccounts"/>).
/// </summary>
public sealed class ReceiveMove
{
    public Task HandleAsync(ReceivedActivity received, Wire.Move move, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var person = received.RemoteActor;
        if (move.ObjectId() == person.Uri && move.Target is [{ Id: { } target }] && target != person.Uri
            && Authority.Of(target) is not null)
        {
            person.MovedTo = target;
        }
        return Task.CompletedTask;
    }
}
