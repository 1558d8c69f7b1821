namespace PrivateFed.Members;

/// <summary>What a role means, in words.</summary>
public static class RoleWords
{
    public static string InWords(this Role role) => role switch
    {
        Role.Owner => "Looks after the house, reads and posts",
        Role.Author => "Reads and posts",
        _ => "Reads and comments",
    };
}
