using PrivateFed.Federation.LocalActors;

namespace PrivateFed.Members;

public enum Role
{
    /// <summary>Reads, comments and reacts.</summary>
    Member,

    /// <summary>Reads and posts.</summary>
    Author,

    /// <summary>Runs the house: admits and removes people, and posts.</summary>
    Owner,
}

/// <summary>A person with an account in this house.</summary>
public sealed class Member
{
    public const int NameLength = 80;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Name { get; set; }

    public required Role Role { get; set; }

    /// <summary>Empty if the member signs in with a passkey, or has stayed signed in since the invitation.</summary>
    public required string PasswordHash { get; set; }

    /// <summary>The TOTP secret shared with the member's phone; null if no codes are required. Encrypted on save.</summary>
    public byte[]? CodeSecret { get; set; }

    /// <summary>The time step of the last accepted code: each code works once.</summary>
    public long LastCodeStep { get; set; }

    /// <summary>A code from Languages/SpokenLanguages; null if the browser decides.</summary>
    public string? Language { get; set; }

    /// <summary>
    /// Names the files in <see cref="Media.AvatarFiles"/>, a new id for each picture; null if the member is shown by their initial.
    /// </summary>
    public Guid? AvatarId { get; set; }

    public required DateTimeOffset JoinedAt { get; init; }

    public DateTimeOffset? LastSeenAt { get; set; }

    public DateTimeOffset? RemovedAt { get; private set; }

    public Actor Actor { get; init; } = null!;

    public bool HasPassword => PasswordHash.Length > 0;

    public bool MayPost => Role is Role.Author or Role.Owner;

    /// <summary>Ends the membership. The actor stays as a tombstone, so that its handle is never given to another person.</summary>
    public void Remove(DateTimeOffset at)
    {
        RemovedAt ??= at;
        ForgetPassword();
        AvatarId = null;
        Actor.DeletedAt ??= at;
    }

    /// <summary>Also removes the codes that were required with the password.</summary>
    public void ForgetPassword()
    {
        PasswordHash = "";
        CodeSecret = null;
    }
}
