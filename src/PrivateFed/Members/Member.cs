using PrivateFed.Federation.LocalActors;

namespace PrivateFed.Members;

public enum Role
{
    /// <summary>Reads, comments and reacts.</summary>
    Member,

    /// <summary>Reads and posts.</summary>
    Author,

    /// <summary>Runs the house: lets people in, removes them, posts.</summary>
    Owner,
}

/// <summary>A person with an account in this house.</summary>
public sealed class Member
{
    public const int NameLength = 80;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Name { get; set; }

    public required Role Role { get; set; }

    /// <summary>Empty for who comes in with a passkey, or stays signed in since they were invited.</summary>
    public required string PasswordHash { get; set; }

    /// <summary>What their phone makes codes with; null when they are not asked for codes. Encrypted once it is saved.</summary>
    public byte[]? CodeSecret { get; set; }

    /// <summary>The time step of the last code that was taken: each works once.</summary>
    public long LastCodeStep { get; set; }

    /// <summary>What the site speaks with them: a code of Languages/SpokenLanguages. Null where the browser decides.</summary>
    public string? Language { get; set; }

    /// <summary>Of the files that <see cref="Media.AvatarFiles"/> keeps, another one for each picture; null for who is shown by their initial.</summary>
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

    /// <summary>And the codes that were asked for with it.</summary>
    public void ForgetPassword()
    {
        PasswordHash = "";
        CodeSecret = null;
    }
}
