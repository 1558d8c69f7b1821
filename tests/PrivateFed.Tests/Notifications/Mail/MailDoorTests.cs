using System.Net;
using Microsoft.EntityFrameworkCore;
using PrivateFed.Members.Consents;
using PrivateFed.Notifications.Mail;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Notifications.Mail;

/// <summary>Addresses in all scripts, and a mail server that is not to be a peephole.</summary>
[Trait("Database", "none")]
public class MailDoorTests(House house) : IClassFixture<House>
{
    [Theory]
    [InlineData("anna@müller.example", "anna@xn--mller-kva.example")]
    [InlineData(" Anna@MÜLLER.example ", "anna@xn--mller-kva.example")]
    [InlineData("anna@mu\u0308ller.example", "anna@xn--mller-kva.example")]
    [InlineData("olle@åkeri.se", "olle@xn--keri-poa.se")]
    [InlineData("ingrid@example.org", "ingrid@example.org")]
    public void O17_The_domain_of_an_address_is_kept_in_its_ASCII_form(string typed, string kept) =>
        Assert.Equal(kept, MailAddress.Parse(typed).Value);

    [Theory]
    [InlineData("müller@example.org")]
    [InlineData("anna@")]
    [InlineData("anna@müller..example")]
    [InlineData("anna@xn--a.example\r\nRCPT TO:<x@y.example>")]
    [InlineData("anna@\u202eexample.org")]
    public void O17_What_no_mail_server_would_take_is_refused(string typed) => Assert.False(MailAddress.Parse(typed).Succeeded);

    [Fact]
    public async Task O17_Somebody_of_such_an_address_is_invited_and_tested()
    {
        await using var room = Mailroom.Open();
        await house.UseAsync(room);
        using var mara = await house.BrowserOfAsync(house.Mara);

        (await mara.SubmitAsync("/family/invite", "/family/invite", ("Input.Name", "Anna"), ("Input.MayPost", "false"),
            ("Input.Address", "anna@müller.example"))).Dispose();
        (await mara.SubmitAsync("/family/mail", "/family/mail?handler=Test", ("testAddress", "mara@müller.example"))).Dispose();

        // MimeKit reads the ASCII form back as it was meant.
        await room.ExpectAsync("anna@müller.example");
        await room.ExpectAsync("mara@müller.example");
        var office = House.Value(await house.DoAsync((ConfigureMailServer setUp) => setUp.ConfigureAsync(
            new MailServerForm("mail.müller.example", 587, MailSecurity.StartTls, "", "", "haus@müller.example", EmailContent.Words),
            House.Cancellation)));
        Assert.Equal(("mail.xn--mller-kva.example", "haus@xn--mller-kva.example"), (office.Host, office.From));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::ffff:127.0.0.1]")]
    public async Task S6_A_mail_server_inside_is_not_reached_unless_the_operator_allows_it_and_every_answer_is_the_same(string host)
    {
        await using var closed = await House.OpenAsync("--PrivateFed:AllowedNetworks=10.99.99.0/24");
        await using var room = Mailroom.Open();
        using var mara = await closed.BrowserOfAsync(closed.Mara);
        var answers = new List<string>();
        foreach (var port in new[] { room.Port, 1 })
        {
            await closed.ReadAsync(async db =>
            {
                await db.MailServers.ExecuteDeleteAsync();
                db.MailServers.Add(new MailServer
                {
                    Host = host.Trim('[', ']'),
                    Port = port,
                    Security = MailSecurity.None,
                    From = "house@lindgren.test",
                    Content = EmailContent.Words,
                });
                return await db.SaveChangesAsync();
            });
            using var answer = await mara.SubmitAsync("/family/mail", "/family/mail?handler=Test", ("testAddress", "mara@example.org"));
            answers.Add(await answer.ProblemAsync());
        }

        Assert.Contains("PrivateFed__AllowedNetworks", answers[0], StringComparison.Ordinal);
        Assert.Equal(answers[0], answers[1]);
        Assert.Empty(room.To("mara@example.org"));
    }

    [Fact]
    public async Task S6_Test_letters_have_a_pace()
    {
        await using var alone = await House.OpenAsync();
        await using var room = Mailroom.Open();
        await alone.UseAsync(room);
        using var mara = await alone.BrowserOfAsync(alone.Mara);
        for (var number = 0; number < 11; number++)
        {
            (await mara.SubmitAsync("/family/mail", "/family/mail?handler=Test", ("testAddress", $"mara{number}@example.org"))).Dispose();
        }
        Assert.Empty(room.To("mara10@example.org"));

        alone.Clock.Advance(TimeSpan.FromMinutes(11));
        (await mara.SubmitAsync("/family/mail", "/family/mail?handler=Test", ("testAddress", "later@example.org"))).Dispose();
        await room.ExpectAsync("later@example.org");
    }

    [Fact]
    public async Task S2_A_scheduled_text_that_is_nested_too_deeply_is_shared_or_says_why_and_is_not_tried_for_ever()
    {
        using var mara = await house.BrowserOfAsync(house.Mara);
        var draft = Guid.CreateVersion7();
        var at = house.Clock.GetUtcNow().AddHours(1);
        (await mara.ComposeAsync("later", draft, ("Input.Text", new string('>', 3_000) + " deep"),
            ("Input.ShareAt", at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm", System.Globalization.CultureInfo.InvariantCulture)))).Dispose();

        house.Clock.Advance(TimeSpan.FromMinutes(62));

        await Eventually.Happens("a post, or a draft that stays", async () => await house.PostAsync(draft) is not null
            || await house.DraftAsync(draft) is { DueAt: null });
    }

    [Fact]
    public async Task S2_No_text_of_the_house_breaks_the_page_on_which_people_say_yes()
    {
        await using var alone = await House.OpenAsync();
        await alone.ReadAsync(db =>
        {
            db.HouseTexts.Add(new HouseText { Version = 2, Text = new string('>', 3_000) + " deep", WrittenAt = alone.Clock.GetUtcNow() });
            return db.SaveChangesAsync();
        });
        using var mara = await alone.BrowserOfAsync(alone.Mara);

        Assert.Equal(HttpStatusCode.OK, await mara.StatusAsync("/me/agreement"));
        Assert.Equal(HttpStatusCode.OK, await mara.StatusAsync("/family/text"));
    }

    [Theory]
    [InlineData("/archive/1/1")]
    [InlineData("/archive/1")]
    [InlineData("/archive/0")]
    [InlineData("/archive/0/1")]
    [InlineData("/archive/9998/12")]
    [InlineData("/archive/9999")]
    [InlineData("/archive/9999/12")]
    [InlineData("/archive/2024/0")]
    [InlineData("/archive/2024/13")]
    [InlineData("/archive/-1/1")]
    [InlineData("/archive/99999999999/1")]
    public async Task O05_A_month_at_the_ends_of_the_calendar_is_not_there_wherever_the_reader_is(string path)
    {
        foreach (var zone in new[] { "Europe/Stockholm", "Pacific/Kiritimati", "Pacific/Pago_Pago" })
        {
            using var ingrid = await house.BrowserOfAsync(house.Ingrid);
            ingrid.Cookies.Add(new Cookie("zone", zone, "/", House.Domain));
            Assert.Equal(HttpStatusCode.NotFound, await ingrid.StatusAsync(path));
        }
    }
}
