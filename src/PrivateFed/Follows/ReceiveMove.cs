using PrivateFed.Federation.Documents;
using PrivateFed.Federation.Inbox;

namespace PrivateFed.Follows;

/// <summary>
/// A Move arrives: somebody says that they go on under another account. That alone changes nothing, and nobody is called on its word. When
/// the other account asks to follow and says the same of itself, the owner is told on the page of the request (<see cref="MovedAccounts"/>).
/// </summary>
public sealed class ReceiveMove
{
    public Task HandleAsync(ReceivedActivity received, Wire.Move move, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var person = received.RemoteActor;
        if (move.ObjectId() == person.Uri && move.Target is [{ Id: { } target }] && target != person.Uri && Authority.Of(target) is not null)
        {
            person.MovedTo = target;
        }
        return Task.CompletedTask;
    }
}
