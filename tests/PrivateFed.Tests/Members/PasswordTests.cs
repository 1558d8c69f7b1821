using PrivateFed.Members;

namespace PrivateFed.Tests.Members;

/// <summary>Argon2id with OWASP's parameters, and which passwords are too easy.</summary>
[Trait("Database", "none")]
public class PasswordTests
{
    [Fact]
    public async Task Only_the_password_itself_is_right()
    {
        var hash = await Password.HashAsync("three ducks on the pond", CancellationToken.None);

        Assert.StartsWith("$argon2id$v=19$m=19456,t=2,p=1$", hash, StringComparison.Ordinal);
        Assert.True(await Password.VerifyAsync("three ducks on the pond", hash, CancellationToken.None));
        foreach (var wrong in new[] { "three ducks on the pond ", "Three ducks on the pond", "three ducks on the pon", "" })
        {
            Assert.False(await Password.VerifyAsync(wrong, hash, CancellationToken.None));
        }
    }

    [Fact]
    public async Task Two_people_with_one_password_have_two_hashes()
    {
        Assert.NotEqual(await Password.HashAsync("three ducks on the pond", CancellationToken.None),
            await Password.HashAsync("three ducks on the pond", CancellationToken.None));
    }

    [Fact]
    public async Task However_a_keyboard_writes_a_letter_it_is_the_same_letter()
    {
        var hash = await Password.HashAsync("sm\u00f6rg\u00e5sbord i maj", CancellationToken.None);

        Assert.True(await Password.VerifyAsync("smo\u0308rga\u030asbord i maj", hash, CancellationToken.None));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Nobody_has_a_password(string? hash)
    {
        Assert.False(await Password.VerifyAsync("a password that nobody has", hash, CancellationToken.None));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("123456789")]
    [InlineData("1234567890")]
    [InlineData("Password123!")]
    [InlineData("P@ssw0rd2024")]
    [InlineData("qwertyuiop")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abcabcabcabc")]
    [InlineData("iloveyou2026")]
    [InlineData("Mara Lindgren")]
    [InlineData("maralindgren1")]
    public void What_anybody_would_try_first_is_refused(string password)
    {
        Assert.NotNull(Password.Check(password, "Mara Lindgren", "maralindgren"));
    }

    [Fact]
    public void A_password_of_more_than_200_characters_is_refused()
    {
        Assert.NotNull(Password.Check(string.Concat(Enumerable.Range(0, 67).Select(number => $"{number:000}"))));
    }

    [Theory]
    [InlineData("three ducks on the pond")]
    [InlineData("xK9#mQ2$vL")]
    [InlineData("Mara Lindgren has three ducks")]
    [InlineData("四羽の鴨が池にいますよね")]
    public void Words_in_a_row_are_fine(string password)
    {
        Assert.Null(Password.Check(password, "Mara Lindgren", "mara"));
    }
}
